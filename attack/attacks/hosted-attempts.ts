import { type Attack, type AttackGroup, judge } from '../attack';
import type { Field } from '../field';
import { START, startAttempt } from '../managed-login';
import type { Answer, Site } from '../site';
import { NAVIGATION } from './requests';

/** What is wrong with an answer that should have refused a callback. */
export function acceptedCallback({ status, cookies, headers }: Answer): string | null {
  const signedIn = cookies.some((line) => /^(__Host-)?latchkey=s\./.test(line));
  const refused = status >= 400 && status < 500;
  const cancelled = status === 303 && headers.location?.startsWith('/sign-in?error=') === true;
  return signedIn || !(refused || cancelled) ? `${status}${signedIn ? ' with a session' : ''}` : null;
}

const parameters: Attack = {
  name: 'guessing state, nonce or PKCE',
  asvs: 'V10.1.2',
  needs: 'nothing',
  expected: 'each start has its own, at least 128 bits, and the challenge is S256',
  async run(field) {
    const starts = await Promise.all([1, 2, 3, 4].map(() => startAttempt(field.browser())));
    const damage: string[] = [];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = starts.map(({ searchParams }) => searchParams.get(name) ?? '');
      if (values.some((value) => value.length < 22)) damage.push(`${name} is missing or short`);
      if (new Set(values).size < values.length) damage.push(`${name} repeats`);
    }
    const plain = starts.some(({ searchParams }) => searchParams.get('code_challenge_method') !== 'S256');
    if (plain) damage.push('the challenge is not S256');
    if (starts.some(({ searchParams }) => searchParams.get('response_type') !== 'code'))
      damage.push('not the code flow');
    return judge(starts.length, damage);
  },
};

const CALLBACKS: ReadonlyArray<readonly [what: string, query: string]> = [
  ['no parameters', ''],
  ['a state that nobody made', 'code=abc&state=unknown'],
  ['no state', 'code=abc'],
  ['two states', 'code=abc&state=a&state=b'],
  ['a state of 4 kB', `code=abc&state=${'a'.repeat(4_000)}`],
  ['tokens in place of a code', 'access_token=a.b.c&id_token=a.b.c&state=unknown'],
];

const callbacks: readonly Attack[] = CALLBACKS.map(([what, query]) => ({
  name: `a callback with ${what}`,
  asvs: 'V10.2.1',
  needs: 'nothing',
  expected: 'refused, without a session',
  async run(field) {
    const damage = acceptedCallback(await field.browser().get(`/api/auth/callback?${query}`, NAVIGATION));
    return judge(1, damage === null ? [] : [damage]);
  },
}));

const otherBrowser: Attack = {
  name: 'a callback in another browser than the one that started',
  asvs: 'V10.1.2',
  needs: 'nothing',
  expected: 'refused, and then worthless in the first one too',
  async run(field) {
    const first = field.browser();
    const state = (await startAttempt(first)).searchParams.get('state') ?? '';
    const other = field.browser();
    await startAttempt(other);
    const callback = `/api/auth/callback?${new URLSearchParams({ code: 'abc', state })}`;
    const answers = [await other.get(callback, NAVIGATION), await first.get(callback, NAVIGATION)];
    return judge(
      answers.length,
      answers.map(acceptedCallback).flatMap((one) => one ?? []),
    );
  },
};

const providers: Attack = {
  name: 'a provider that is not offered',
  asvs: 'V6.8.1',
  needs: 'nothing',
  expected: '400',
  async run({ site }) {
    const queries = [
      'provider=Evil',
      'provider=Google&provider=Evil',
      'provider=',
      'provider=Google%26client_id=evil',
    ];
    const damage: string[] = [];
    for (const query of queries) {
      const { status } = await site.send({ path: `/api/auth/sign-in?${query}`, headers: NAVIGATION });
      if (status !== 400) damage.push(`${query} answered ${status}`);
    }
    return judge(queries.length, damage);
  },
};

/** How browsers and frameworks mark what no user has asked for. */
const UNASKED: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['Next’s router prefetch', { 'next-router-prefetch': '1', rsc: '1' }],
  ['Purpose: prefetch', { purpose: 'prefetch' }],
  ['Sec-Purpose: prefetch', { 'sec-purpose': 'prefetch' }],
  ['Sec-Purpose: prefetch;prerender', { 'sec-purpose': 'prefetch;prerender' }],
  ['an image', { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a frame', { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ['a script’s fetch', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }],
];

const unasked: readonly Attack[] = UNASKED.map(([what, headers]) => ({
  name: `a sign-in started by ${what}`,
  asvs: 'V3.5.8',
  needs: 'nothing',
  expected: 'nothing starts',
  run: ({ site }) => startsNothing(site, { path: START, headers }),
}));

async function startsNothing(
  site: Site,
  sent: { path: string; method?: string; headers?: Record<string, string> },
) {
  const { status, headers, cookies } = await site.send(sent);
  // Next answers a request for its flight data with a redirect to the same path.
  const left = new URL(headers.location ?? '/', site.origin).origin !== site.origin;
  return judge(1, left || cookies.length > 0 ? [`${status}, started`] : []);
}

const byHead: Attack = {
  name: 'a sign-in started by HEAD',
  asvs: 'V3.5.3',
  needs: 'nothing',
  expected: 'nothing starts',
  run: ({ site }) => startsNothing(site, { method: 'HEAD', path: START, headers: NAVIGATION }),
};

const byImage: Attack = {
  name: 'a sign-in started through the image optimiser',
  asvs: 'V3.5.8',
  needs: 'nothing',
  expected: 'the optimiser fetches no page or handler of this site',
  async run({ site }) {
    const paths = [
      '/api/auth/sign-in',
      '/api/auth/sign-in?provider=COGNITO',
      '/api/auth/callback?code=a&state=b',
    ];
    const damage: string[] = [];
    for (const url of paths) {
      const query = new URLSearchParams({ url, w: '640', q: '75' });
      const { status, body } = await site.send({
        path: `/_next/image?${query}`,
        headers: { accept: 'image/webp' },
      });
      // What it says when it has fetched and found something other than a picture.
      if (status < 400 || /valid image|upstream|internal response/i.test(body))
        damage.push(`it fetched ${url}`);
    }
    return judge(paths.length, damage);
  },
};

const manyTabs: Attack = {
  name: 'twenty sign-ins started in one browser',
  asvs: 'V3.3.5',
  needs: 'nothing',
  expected: 'one cookie, of at most 200 bytes',
  async run(field: Field) {
    const browser = field.browser();
    for (let tab = 0; tab < 20; tab++) await startAttempt(browser);
    const { length } = browser.cookieHeader;
    const single = !browser.cookieHeader.includes(';') && length <= 200;
    return judge(20, single ? [] : [`a Cookie header of ${length} bytes`]);
  },
};

export const hostedAttempts: AttackGroup = {
  title: 'Hosted sign-in: state, browser, prefetch',
  attacks: [parameters, ...callbacks, otherBrowser, providers, ...unasked, byHead, byImage, manyTabs],
};
