import { type Attack, type AttackGroup, judge } from '../attack';
import type { Answer } from '../site';
import { AUTH_ROUTES, look, NAVIGATION, PROTECTED_PAGES, PROTECTED_READS, PUBLIC_PAGES } from './requests';

const READS = [...PROTECTED_READS, '/api/check-user', '/api/session-data/theme'];

const isShared = (value = '') =>
  /s-maxage|public|(^|[\s,])max-age=[1-9]/.test(value) && !/no-store|private/.test(value);

const cookiesCached: Attack = {
  name: 'getting another user’s cookie out of a shared cache',
  asvs: 'V14.2.2',
  needs: 'nothing',
  expected: 'no answer with Set-Cookie may be kept',
  async run(field) {
    const paths = [
      ...PUBLIC_PAGES,
      ...PROTECTED_PAGES,
      ...AUTH_ROUTES,
      ...READS,
      '/api/auth/sign-in?provider=COGNITO',
    ];
    const answers: Array<readonly [string, Answer]> = [];
    for (const path of paths) answers.push([path, await field.browser().get(path, NAVIGATION)]);
    answers.push(['signing out', await field.browser().change('POST', '/api/auth/sign-out')]);
    const damage = answers.filter(
      ([, answer]) => answer.cookies.length > 0 && !/no-store/.test(answer.headers['cache-control'] ?? ''),
    );
    return judge(
      answers.length,
      damage.map(([path]) => `${path} sets a cookie and may be kept`),
    );
  },
};

const dataCached: Attack = {
  name: 'getting another user’s page or data out of a cache',
  asvs: 'V14.3.2',
  needs: 'nothing',
  expected: 'no-store on whatever depends on who asks',
  async run(field) {
    const answers = await look(field, [...PROTECTED_PAGES, ...READS, ...AUTH_ROUTES]);
    const kept = answers.filter(([, { headers: found }]) => !/no-store/.test(found['cache-control'] ?? ''));
    const front = (await look(field, PUBLIC_PAGES)).filter(([, { headers: found }]) =>
      isShared(found['cache-control'] ?? ''),
    );
    return judge(
      answers.length + PUBLIC_PAGES.length,
      [...kept, ...front].map(([path]) => `${path} may be kept`),
    );
  },
};

export const caching: AttackGroup = {
  title: 'What caches are told',
  attacks: [cookiesCached, dataCached],
};
