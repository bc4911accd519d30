import { type Attack, type AttackGroup, judge } from '../attack';
import type { Answer } from '../site';
import { AUTH_ROUTES, look, NAVIGATION, PROTECTED_PAGES, PUBLIC_PAGES } from './requests';

/** Paths that are close to what a matcher leaves out. */
const NEAR_FILES = [
  '/favicon.ico',
  '/favicon.icoX',
  '/icon.svgX',
  '/icon.svg/x',
  '/_next/imageX',
  '/_next/static',
  '/robots.txt',
];

const isHtml = ({ headers }: Answer) => headers['content-type']?.includes('text/html') === true;

const directives = (policy: string) => {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...values]) => [name, values]));
};

/** Pages that are rendered ahead of a request have no nonce in them: the handbook is one. Its scripts are named by hash. */
const PRERENDERED = /^\/handbook/;

function weaknesses(policy: string | undefined, path: string): string[] {
  if (policy === undefined) return [`${path} has no policy`];
  const found = directives(policy);
  const scripts = found.get('script-src') ?? found.get('default-src') ?? [];
  const strict =
    scripts.join() === "'none'" ||
    (scripts.some((one) => one.startsWith("'nonce-")) && scripts.includes("'strict-dynamic'"));
  const named = scripts.some((one) => one.startsWith("'sha256-")) && !scripts.includes("'unsafe-inline'");
  const none = (name: string) => (found.get(name) ?? found.get('default-src') ?? []).join() === "'none'";
  return [
    ...(strict || (named && PRERENDERED.test(path)) ? [] : [`${path} lets any script run`]),
    ...(scripts.includes("'unsafe-eval'") ? [`${path} allows eval`] : []),
    ...(none('object-src') ? [] : [`${path} allows objects`]),
    ...(found.get('base-uri')?.join() === "'none'" ? [] : [`${path} allows a base`]),
    ...(found.get('frame-ancestors')?.join() === "'none'" ? [] : [`${path} may be framed`]),
  ];
}

const policy: Attack = {
  name: 'an injected script, object, base or frame',
  asvs: 'V3.4.3',
  needs: 'nothing',
  expected: 'a strict policy with a nonce on every page, error pages included',
  async run(field) {
    const pages = (await look(field, [...PUBLIC_PAGES, ...PROTECTED_PAGES, ...AUTH_ROUTES])).filter(
      ([, answer]) => isHtml(answer),
    );
    const damage = pages.flatMap(([path, { headers }]) =>
      weaknesses(headers['content-security-policy']?.toString(), path),
    );
    return judge(pages.length, damage);
  },
};

const nearFiles: Attack = {
  name: 'a page under a name close to a file’s',
  asvs: 'V3.4.3',
  needs: 'nothing',
  expected: 'the same policy as every page',
  async run(field) {
    const answers = await look(field, NEAR_FILES);
    const damage = answers.flatMap(([path, answer]) =>
      isHtml(answer) ? weaknesses(answer.headers['content-security-policy']?.toString(), path) : [],
    );
    return judge(answers.length, damage);
  },
};

const nonces: Attack = {
  name: 'using a nonce twice',
  asvs: 'V3.4.3',
  needs: 'nothing',
  expected: 'a new one for each answer',
  async run({ site }) {
    const answers = await Promise.all(
      [1, 2, 3].map(() => site.send({ path: '/sign-in', headers: NAVIGATION })),
    );
    const found = answers.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(`${headers['content-security-policy']}`)?.[1],
    );
    const repeated = found.includes(undefined) || new Set(found).size < found.length;
    return judge(found.length, repeated ? ['no nonce, or the same one'] : []);
  },
};

const HEADERS: ReadonlyArray<readonly [asvs: string, name: string, value: RegExp, what: string]> = [
  ['V3.4.4', 'x-content-type-options', /^nosniff$/, 'content sniffing'],
  [
    'V3.4.5',
    'referrer-policy',
    /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/,
    'leaking addresses by Referer',
  ],
  [
    'V3.4.8',
    'cross-origin-opener-policy',
    /^same-origin(-allow-popups)?$/,
    'reaching into a window that was opened',
  ],
];

const headers: readonly Attack[] = HEADERS.map(([asvs, name, value, what]) => ({
  name: what,
  asvs,
  needs: 'nothing',
  expected: `${name} on every page`,
  async run(field) {
    const pages = (await look(field, [...PUBLIC_PAGES, ...AUTH_ROUTES])).filter(([, answer]) =>
      isHtml(answer),
    );
    const without = pages.filter(([, answer]) => !value.test(String(answer.headers[name] ?? '')));
    return judge(
      pages.length,
      without.map(([path]) => `${path} has none`),
    );
  },
}));

const transport: Attack = {
  name: 'a first visit over http',
  asvs: 'V3.4.1',
  needs: 'nothing',
  expected: 'Strict-Transport-Security of a year on https; none on http',
  async run({ site }) {
    const sts = String((await site.send({ path: '/' })).headers['strict-transport-security'] ?? '');
    const year = Number(/max-age=(\d+)/.exec(sts)?.[1] ?? 0) >= 31_536_000;
    return judge(1, year === site.secure ? [] : [sts === '' ? 'no header' : `"${sts}"`]);
  },
};

const version: Attack = {
  name: 'learning what the server is made of',
  asvs: 'V13.4.6',
  needs: 'nothing',
  expected: 'no X-Powered-By, no version in Server',
  async run({ site }) {
    const { headers: found } = await site.send({ path: '/' });
    const told = found['x-powered-by'] !== undefined || /\d/.test(String(found.server ?? ''));
    return judge(1, told ? [`${found['x-powered-by'] ?? found.server}`] : []);
  },
};

export const browserPolicies: AttackGroup = {
  title: 'What browsers are told',
  attacks: [policy, nearFiles, nonces, ...headers, transport, version],
};
