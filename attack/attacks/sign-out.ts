import { type Attack, type AttackGroup, judge } from '../attack';
import type { Answer } from '../site';

const clears = ({ cookies }: Answer) =>
  cookies.some((line) => /^(__Host-)?latchkey=;/.test(line) && /max-age=0/i.test(line));

const leftovers: Attack = {
  name: 'signing out with a cookie that is missing, cut or foreign',
  asvs: 'V7.4.1',
  needs: 'nothing',
  expected: 'it still clears the cookie',
  async run(field) {
    const tickets = ['', 's.k1.x', 'a'.repeat(300)];
    const damage: string[] = [];
    for (const ticket of tickets) {
      const browser = field.browser();
      if (ticket !== '') browser.ticket = ticket;
      const answer = await browser.change('POST', '/api/auth/sign-out');
      if (answer.status >= 500 || !clears(answer)) damage.push(`${answer.status}, cookie kept`);
    }
    return judge(tickets.length, damage);
  },
};

const back: Attack = {
  name: 'the Back button after signing out',
  asvs: 'V14.3.1',
  needs: 'nothing',
  expected: 'Clear-Site-Data with the cache, and no-store',
  async run(field) {
    const { headers } = await field.browser().change('POST', '/api/auth/sign-out');
    const cleared = /"cache"|"\*"/.test(String(headers['clear-site-data'] ?? ''));
    const kept = !/no-store/.test(headers['cache-control'] ?? '');
    return judge(2, [...(cleared ? [] : ['no Clear-Site-Data']), ...(kept ? ['may be kept'] : [])]);
  },
};

const provider: Attack = {
  name: 'signing in again on the provider’s own cookie after signing out',
  asvs: 'V7.6.1',
  needs: 'nothing',
  expected: 'the browser is sent to end managed login’s session, and comes back to this site alone',
  async run(field) {
    const { headers } = await field.browser().change('POST', '/api/auth/sign-out');
    const { pathname, searchParams } = new URL(headers.location ?? '/', field.site.origin);
    const returns =
      URL.canParse(searchParams.get('logout_uri') ?? '') &&
      new URL(searchParams.get('logout_uri') ?? '').origin === field.site.origin;
    return judge(1, pathname === '/logout' && returns ? [] : [`sent to ${pathname}`]);
  },
};

export const signOut: AttackGroup = { title: 'Signing out', attacks: [leftovers, back, provider] };
