import { type Attack, type AttackGroup, judge } from '../attack';
import type { Browser } from '../browser';
import type { Field } from '../field';
import type { Sent } from '../site';

/** How another site's request for a change arrives. */
const SENDERS: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a browser without fetch metadata', { origin: 'https://evil.example' }],
  ['a redirect', { origin: 'null' }],
  ['a neighbouring site', { origin: 'https://other.example', 'sec-fetch-site': 'same-site' }],
];

/** Lookalikes of the site's own origin. */
function lookalikes(origin: string): ReadonlyArray<readonly [string, Readonly<Record<string, string>>]> {
  const { protocol, host } = new URL(origin);
  return [
    `${origin}.evil.example`,
    `${protocol}//evil-${host}`,
    `${origin}@evil.example`,
    origin.toUpperCase(),
  ].map((sender) => [sender, { origin: sender }]);
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const TEXT = { 'content-type': 'text/plain' };
const RELAY = { ...TEXT, 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' };

const CHANGES: ReadonlyArray<Sent & { readonly method: string; readonly what: string }> = [
  {
    what: 'signing out',
    method: 'POST',
    path: '/api/auth/sign-out',
    headers: FORM,
    body: 'scope=everywhere',
  },
  { what: 'ending all sessions', method: 'DELETE', path: '/api/account/sessions?scope=all' },
  { what: 'ending the other sessions', method: 'DELETE', path: '/api/account/sessions?scope=others' },
  { what: 'ending one session', method: 'DELETE', path: '/api/account/sessions/0123456789abcdef' },
  {
    what: 'writing session data',
    method: 'PUT',
    path: '/api/session-data/theme',
    headers: TEXT,
    body: '"dark"',
  },
  { what: 'deleting session data', method: 'DELETE', path: '/api/session-data/theme' },
  { what: 'handing over a sign-in', method: 'POST', path: '/api/auth/cognito', headers: RELAY, body: '{}' },
  {
    what: 'calling a server action',
    method: 'POST',
    path: '/account',
    headers: { 'next-action': 'a'.repeat(42) },
    body: '[]',
  },
];

/** The victim's browser where there is one; what is refused to it is refused to a signed-out visitor too. */
async function attackedBrowser(field: Field): Promise<Browser> {
  return field.lacks('account') === null ? (await field.victim()).copy() : field.browser();
}

const changes: readonly Attack[] = CHANGES.map(({ what, ...change }) => ({
  name: `${what} from another site`,
  asvs: 'V3.5.1',
  needs: 'nothing',
  expected: '403 whoever sends it',
  async run(field) {
    const browser = await attackedBrowser(field);
    const before = browser.ticket;
    const senders = [...SENDERS, ...lookalikes(field.site.origin)];
    const damage: string[] = [];
    for (const [sender, headers] of senders) {
      const { status } = await browser.send({ ...change, headers: { ...change.headers, ...headers } });
      if (status !== 403) damage.push(`${status} for ${sender}`);
    }
    if (browser.ticket !== before) damage.push('the cookie was changed');
    return judge(senders.length, damage);
  },
}));

const unharmed: Attack = {
  name: 'all of these together',
  asvs: 'V3.5.1',
  needs: 'account',
  expected: 'the victim is still signed in',
  async run(field) {
    return judge(1, (await (await field.victim()).isSignedIn()) ? [] : ['the victim was signed out']);
  },
};

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

const safeSignOut: Attack = {
  name: 'signing out by a link, an image or a prefetch',
  asvs: 'V3.5.3',
  needs: 'account',
  expected: 'nothing happens',
  async run(field) {
    const victim = await field.newSession();
    for (const method of SAFE_METHODS) {
      for (const path of [
        '/api/auth/sign-out',
        '/api/auth/sign-out?scope=everywhere',
        '/sign-out',
        '/logout',
      ]) {
        await victim.copy().send({ method, path, headers: { 'sec-fetch-dest': 'image' } });
      }
    }
    return judge(SAFE_METHODS.length, (await victim.isSignedIn()) ? [] : ['the victim was signed out']);
  },
};

const reading: Attack = {
  name: 'reading an answer from another site (CORS)',
  asvs: 'V3.4.2',
  needs: 'nothing',
  expected: 'no Access-Control-Allow-Origin for it',
  async run({ site }) {
    const paths = [
      '/api/auth/session',
      '/api/check-user',
      '/api/account/sessions',
      '/api/session-data/theme',
      '/api/auth/cognito',
    ];
    const damage: string[] = [];
    for (const path of paths) {
      for (const origin of ['https://evil.example', 'null', `${site.origin}.evil.example`]) {
        const asked = {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'x-amz-target',
        };
        for (const method of ['GET', 'OPTIONS']) {
          const allowed = (await site.send({ method, path, headers: asked })).headers[
            'access-control-allow-origin'
          ];
          if (allowed !== undefined) damage.push(`${path} allows ${allowed}`);
        }
      }
    }
    return judge(paths.length * 6, damage);
  },
};

const HOLES = [
  '/api/session',
  '/api/auth/session',
  '/api/check-user',
  '/api/auth/callback',
  '/api/refresh-token',
  '/api/auth/tokens',
];

const injection: Attack = {
  name: 'posting a session',
  asvs: 'V7.2.1',
  needs: 'nothing',
  expected: '404 or 405, and no cookie',
  async run(field) {
    const body = JSON.stringify({
      user: 'admin',
      sub: 'admin',
      groups: ['admins'],
      accessToken: 'a.b.c',
      idToken: 'a.b.c',
    });
    const damage: string[] = [];
    for (const path of HOLES) {
      for (const method of ['POST', 'PUT']) {
        const sent = { headers: { 'content-type': 'application/json' }, body };
        const { status, cookies } = await field.browser().change(method, path, sent);
        if (![404, 405].includes(status) || cookies.length > 0)
          damage.push(`${method} ${path} answered ${status}`);
      }
    }
    return judge(HOLES.length * 2, damage);
  },
};

export const crossSite: AttackGroup = {
  title: 'Other sites: request forgery, login CSRF, CORS',
  attacks: [...changes, unharmed, safeSignOut, reading, injection],
};
