import { type Attack, type AttackGroup, judge } from '../attack';
import type { Answer, Sent } from '../site';
import { PROTECTED_PAGES, PROTECTED_READS } from './requests';

const SUBREQUEST = 'x-middleware-subrequest';
const five = (name: string) => Array(5).fill(name).join(':');

/** Ways around a guard that have worked in Next.js or in a library for it. */
const WAYS: ReadonlyArray<readonly [what: string, request: (page: string) => Sent]> = [
  ['asking', (path) => ({ path })],
  ['POST', (path) => ({ method: 'POST', path })],
  [
    'x-middleware-subrequest (CVE-2025-29927)',
    (path) => ({ path, headers: { [SUBREQUEST]: five('middleware') } }),
  ],
  [
    'x-middleware-subrequest of src/',
    (path) => ({ path, headers: { [SUBREQUEST]: five('src/middleware') } }),
  ],
  ['x-middleware-subrequest of a proxy', (path) => ({ path, headers: { [SUBREQUEST]: five('proxy') } })],
  ['x-middleware-prefetch', (path) => ({ path, headers: { 'x-middleware-prefetch': '1' } })],
  [
    'a claimed rewrite',
    (path) => ({
      path: '/',
      headers: { 'x-middleware-rewrite': path, 'x-invoke-path': path, 'x-matched-path': path },
    }),
  ],
  ['the RSC header', (path) => ({ path: `${path}?_rsc=1`, headers: { rsc: '1' } })],
  ['a prefetch', (path) => ({ path: `${path}?_rsc=1`, headers: { rsc: '1', 'next-router-prefetch': '1' } })],
  ['the flight file', (path) => ({ path: `${path}.rsc` })],
  ['a segment file (CVE-2026-44575)', (path) => ({ path: `${path}.segments/_tree.segment.rsc` })],
  ['a page’s segment file', (path) => ({ path: `${path}.segments${path}/__PAGE__.segment.rsc` })],
  ['_next/data', (path) => ({ path: `/_next/data/build${path}.json` })],
  ['a locale prefix (CVE-2026-44573)', (path) => ({ path: `/en${path}` })],
  ['two slashes', (path) => ({ path: `/${path}` })],
  ['an escaped letter', (path) => ({ path: `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}` })],
  ['an escaped slash', (path) => ({ path: `/%2f${path.slice(1)}` })],
  ['capitals', (path) => ({ path: path.toUpperCase() })],
  ['a trailing slash', (path) => ({ path: `${path}/` })],
  ['a path parameter', (path) => ({ path: `${path};x=1` })],
  ['a dot segment', (path) => ({ path: `/sign-in/..${path}` })],
  [
    'an injected parameter (CVE-2026-44574)',
    (path) => ({ path: `${path}?nxtPchapter=sessions&nextParamchapter=sessions` }),
  ],
];

/** A page for signed-in users. A 200 that only tells the browser to go and sign in is none. */
function isPrivatePage({ status, body, headers }: Answer): boolean {
  if (status !== 200 || body === '') return false;
  const page = /text\/html|text\/x-component|application\/json/.test(headers['content-type'] ?? '');
  const goesToSignIn = /NEXT_REDIRECT;[^"]*\/sign-in|http-equiv="refresh"[^>]*\/sign-in/.test(body);
  const publicPage = body.includes('href="/api/auth/sign-in') || body.includes('href="/sign-in');
  return page && !goesToSignIn && !publicPage;
}

const aroundPages: readonly Attack[] = WAYS.map(([what, request]) => ({
  name: `a protected page without a session by ${what}`,
  asvs: 'V8.3.1',
  needs: 'nothing',
  expected: 'sign-in, or nothing there',
  async run({ site }) {
    const damage: string[] = [];
    for (const page of PROTECTED_PAGES) {
      const answer = await site.send(request(page));
      if (answer.status >= 500) damage.push(`${page} answered ${answer.status}`);
      else if (isPrivatePage(answer)) damage.push(`${page} was served`);
    }
    return judge(PROTECTED_PAGES.length, damage);
  },
}));

/** Headers that some frameworks take for what their own middleware has found out. */
const CLAIMS: Readonly<Record<string, string>> = {
  'x-user-id': 'admin',
  'x-user': 'admin',
  'x-session': '{"sub":"admin"}',
  'x-workos-session': 'admin',
  'x-clerk-auth-status': 'signed-in',
  'x-amzn-oidc-identity': 'admin',
  'x-forwarded-user': 'admin',
  authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.',
};

const DATA: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['without a session', {}],
  ['with headers that claim one', CLAIMS],
  ['as an inner request', { [SUBREQUEST]: five('middleware') }],
];

const aroundHandlers: readonly Attack[] = DATA.map(([what, headers]) => ({
  name: `account data ${what}`,
  asvs: 'V8.2.1',
  needs: 'nothing',
  expected: '401, and check-user knows nobody',
  async run({ site }) {
    const damage: string[] = [];
    for (const path of PROTECTED_READS) {
      const { status } = await site.send({ path, headers });
      if (status !== 401) damage.push(`${path} answered ${status}`);
    }
    const user = await site.send({ path: '/api/check-user', headers });
    if (user.body.replace(/\s/g, '') !== '{"user":null}') damage.push('check-user named somebody');
    return judge(PROTECTED_READS.length + 1, damage);
  },
}));

const unprotected: Attack = {
  name: 'changes without a session',
  asvs: 'V8.2.1',
  needs: 'nothing',
  expected: '401',
  async run(field) {
    const paths = [
      '/api/account/sessions?scope=all',
      '/api/account/sessions?scope=others',
      '/api/account/sessions/0123456789abcdef',
    ];
    const damage: string[] = [];
    for (const path of paths) {
      const { status } = await field.browser().change('DELETE', path);
      if (status !== 401) damage.push(`${path} answered ${status}`);
    }
    return judge(paths.length, damage);
  },
};

const administration: Attack = {
  name: 'the admin console without its group',
  asvs: 'V8.2.1',
  needs: 'account',
  expected: 'the same as a page that does not exist',
  async run(field) {
    const answer = await (await field.victim()).get('/admin', { accept: 'text/html' });
    const served =
      answer.status === 200 && !/not.found|Nothing here|NEXT_HTTP_ERROR_FALLBACK/i.test(answer.body);
    return judge(1, served ? ['it was served'] : []);
  },
};

/** Where the local AWS, a build or a repository would be, were it exposed. */
const LEFTOVERS = [
  '/__test/requests',
  '/__test/reset',
  '/inbox',
  '/inbox.json',
  '/oauth2/token',
  '/.env',
  '/.env.production',
  '/.git/config',
  '/.git/HEAD',
  '/amplify_outputs.json',
  '/package.json',
  '/next.config.mjs',
  '/.next/BUILD_ID',
  '/server.js',
  '/_next/static/../../package.json',
  '/_next/static/..%2f..%2fpackage.json',
  '/__nextjs_original-stack-frame',
  '/_next/webpack-hmr',
  '/api/debug',
  '/metrics',
];

const leftovers: Attack = {
  name: 'test controls, files and debug endpoints',
  asvs: 'V13.4.1',
  needs: 'nothing',
  expected: 'nothing there',
  async run({ site }) {
    const damage: string[] = [];
    for (const path of LEFTOVERS) {
      for (const method of ['GET', 'POST']) {
        const { status } = await site.send({ method, path, headers: { origin: site.origin } });
        if (status < 300 || status >= 500) damage.push(`${method} ${path} answered ${status}`);
      }
    }
    return judge(LEFTOVERS.length * 2, damage);
  },
};

export const guards: AttackGroup = {
  title: 'Guards: pages, data, administration, leftovers',
  attacks: [...aroundPages, ...aroundHandlers, unprotected, administration, leftovers],
};
