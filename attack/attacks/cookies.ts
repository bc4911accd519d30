import { randomBytes } from 'node:crypto';
import { type Attack, type AttackGroup, judge } from '../attack';
import { cookieName } from '../browser';
import type { Field } from '../field';
import { NAVIGATION } from './requests';

type Forgery = readonly [what: string, cookie: (name: string) => string];

const NOBODYS: readonly Forgery[] = [
  ['an empty value', (name) => `${name}=`],
  ['no more than a name', (name) => name],
  ['random bytes', (name) => `${name}=${randomBytes(100).toString('base64url')}`],
  ['a JSON body', (name) => `${name}={"sub":"admin","groups":["admins"]}`],
  ['an unsigned JWT', (name) => `${name}=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.`],
  [
    'a ticket that nobody signed',
    (name) => `${name}=s.k1.${'A'.repeat(11)}.${'A'.repeat(43)}.${'A'.repeat(22)}.zzzzzz.${'A'.repeat(43)}`,
  ],
  ['8 kB', (name) => `${name}=${'a'.repeat(8_000)}`],
];

/** The parts of a ticket: kind, key id, tag, session id, browser id, expiry, signature. */
const part = (ticket: string, index: number, value: string) =>
  ticket
    .split('.')
    .map((former, at) => (at === index ? value : former))
    .join('.');

const otherEnd = (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;

/** Each made of the victim's own good ticket and another user's. */
const ALTERED: ReadonlyArray<
  readonly [what: string, cookie: (name: string, own: string, other: string) => string]
> = [
  ['the first half of a ticket', (name, own) => `${name}=${own.slice(0, own.length / 2)}`],
  ['a ticket with another signature', (name, own) => `${name}=${otherEnd(own)}`],
  [
    'a ticket with another session id',
    (name, own) => `${name}=${part(own, 3, randomBytes(32).toString('base64url'))}`,
  ],
  [
    'a ticket with another user’s tag',
    (name, own, other) => `${name}=${part(own, 2, other.split('.')[2] ?? 'A')}`,
  ],
  ['a ticket with an expiry far ahead', (name, own) => `${name}=${part(own, 5, 'zzzzzz')}`],
  ['a ticket of another kind', (name, own) => `${name}=${part(own, 0, 'g')}`],
  ['a ticket of another key', (name, own) => `${name}=${part(own, 1, 'retired')}`],
  [
    'a ticket with another user’s signature',
    (name, own, other) => `${name}=${part(own, 6, other.split('.')[6] ?? 'A')}`,
  ],
  ['two different tickets', (name, own, other) => `${name}=${own}; ${name}=${other}`],
  ['a forged ticket before the good one', (name, own) => `${name}=${otherEnd(own)}; ${name}=${own}`],
  [
    'a ticket under a similar name',
    (name, own) => `${name.toUpperCase()}=${own}; ${name}2=${own}; ${name}.0=${own}`,
  ],
];

/** What is wrong with how the site takes such a `Cookie` header. */
async function taken({ site }: Field, cookie: string): Promise<string[]> {
  const damage: string[] = [];
  const user = await site.send({ path: '/api/check-user', headers: { cookie } });
  if (user.body.replace(/\s/g, '') !== '{"user":null}')
    damage.push(`check-user answered ${user.status} and not null`);
  for (const path of ['/api/auth/session', '/protected', '/handbook']) {
    const { status } = await site.send({ path, headers: { ...NAVIGATION, cookie } });
    if (status === 200 || status >= 500) damage.push(`${path} answered ${status}`);
  }
  return damage;
}

const EXPECTED = 'signed out, no error';

const forged: readonly Attack[] = NOBODYS.map(([what, cookie]) => ({
  name: `a cookie of ${what}`,
  asvs: 'V7.2.1',
  needs: 'nothing',
  expected: EXPECTED,
  run: async (field) => judge(4, await taken(field, cookie(cookieName(field.site)))),
}));

const altered: readonly Attack[] = ALTERED.map(([what, cookie]) => ({
  name: `a cookie of ${what}`,
  asvs: 'V7.2.1',
  needs: 'two accounts',
  expected: EXPECTED,
  async run(field) {
    const [own, other] = await Promise.all([field.victim(), field.attacker()]);
    return judge(4, await taken(field, cookie(cookieName(field.site), own.ticket, other.ticket)));
  },
}));

const attributes: Attack = {
  name: 'reading or sending the cookie from elsewhere',
  asvs: 'V3.3.4',
  needs: 'nothing',
  expected: 'HttpOnly, SameSite, Path=/, no Domain, at most 200 bytes; on https Secure and __Host-',
  async run(field) {
    const started = await field.site.send({
      path: '/api/auth/sign-in?provider=COGNITO',
      headers: NAVIGATION,
    });
    const lines = [...started.cookies];
    if (field.lacks('account') === null) {
      lines.push(...(await field.signIn(field.browser())).answer.cookies);
    }
    return judge(
      lines.length,
      lines.flatMap((line) => weaknesses(line, field.site.secure)),
    );
  },
};

function weaknesses(line: string, secure: boolean): string[] {
  const [pair = '', ...rest] = line.split(';').map((one) => one.trim());
  const has = (pattern: RegExp) => rest.some((attribute) => pattern.test(attribute));
  const wrong = [
    ...(has(/^httponly$/i) ? [] : ['not HttpOnly']),
    ...(has(/^samesite=(lax|strict)$/i) ? [] : ['no SameSite']),
    ...(has(/^path=\/$/i) ? [] : ['not Path=/']),
    ...(has(/^domain=/i) ? ['a Domain'] : []),
    ...(pair.length > 200 ? [`${pair.length} bytes`] : []),
    ...(secure && !has(/^secure$/i) ? ['not Secure'] : []),
    ...(secure && !pair.startsWith('__Host-') ? ['no __Host- prefix'] : []),
  ];
  return wrong.map((what) => `${pair.split('=')[0]}: ${what}`);
}

const guessing: Attack = {
  name: 'guessing a session id',
  asvs: 'V7.2.3',
  needs: 'nothing',
  expected: 'ids of at least 128 bits that never repeat or resemble each other',
  async run(field) {
    const ids: string[] = [];
    for (let browser = 0; browser < 10; browser++) {
      const { cookies } = await field.site.send({
        path: '/api/auth/sign-in?provider=COGNITO',
        headers: NAVIGATION,
      });
      ids.push(cookies[0]?.split(';')[0]?.split('.')[3] ?? '');
    }
    const short = ids.filter((id) => id.length < 22).map(() => 'a short id');
    const alike = ids.filter(
      (id, at) => ids.findIndex((other) => other.slice(0, 8) === id.slice(0, 8)) !== at,
    );
    return judge(ids.length, [...short, ...alike.map(() => 'two ids begin alike')]);
  },
};

export const cookies: AttackGroup = {
  title: 'The cookie: forged, altered, stolen in transit',
  attacks: [...forged, ...altered, attributes, guessing],
};
