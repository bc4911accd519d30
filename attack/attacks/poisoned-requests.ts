import { type Attack, type AttackGroup, judge } from '../attack';
import { NAVIGATION } from './requests';

const POISON: ReadonlyArray<readonly [name: string, value: string]> = [
  ['host', 'evil.example'],
  ['x-forwarded-host', 'evil.example'],
  ['x-original-host', 'evil.example'],
  ['x-host', 'evil.example'],
  ['forwarded', 'host=evil.example;proto=https'],
  ['x-forwarded-server', 'evil.example'],
  ['x-rewrite-url', 'https://evil.example/'],
];

const poisoned: readonly Attack[] = POISON.map(([name, value]) => ({
  name: `a poisoned ${name} header`,
  asvs: 'V4.1.3',
  needs: 'nothing',
  expected: 'neither the callback address nor a redirect names another host',
  async run({ site }) {
    const headers = { ...NAVIGATION, [name]: value };
    const paths = ['/api/auth/sign-in?provider=COGNITO', '/protected', '/sign-in'];
    const damage: string[] = [];
    for (const path of paths) {
      const answer = await site.send({ path, headers });
      const named = `${answer.headers.location ?? ''} ${answer.body}`.includes('evil.example');
      if (named) damage.push(`${path} names evil.example`);
    }
    return judge(paths.length, damage);
  },
}));

const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>';

const reflected: Attack = {
  name: 'markup in error parameters',
  asvs: 'V1.2.1',
  needs: 'nothing',
  expected: 'it is not rendered as HTML',
  async run({ site }) {
    const query = new URLSearchParams({
      error: MARKUP,
      error_description: MARKUP,
      reason: MARKUP,
      state: MARKUP,
    });
    const paths = ['/sign-in', '/api/auth/callback', '/api/auth/sign-in', '/unavailable', '/', '/nowhere'];
    const damage: string[] = [];
    for (const path of paths) {
      const { body, headers } = await site.send({ path: `${path}?${query}`, headers: NAVIGATION });
      const html = headers['content-type']?.includes('html') === true;
      if (html && /<script>alert\(1\)|<img src=x onerror/.test(body)) damage.push(`${path} renders it`);
    }
    return judge(paths.length, damage);
  },
};

const splitting: Attack = {
  name: 'line breaks in parameters',
  asvs: 'V1.2.1',
  needs: 'nothing',
  expected: 'no header of the attacker’s in the answer',
  async run({ site }) {
    const inserted = '%0d%0aX-Inserted:%20yes%0d%0aSet-Cookie:%20inserted=1';
    const paths = [
      `/protected?a=${inserted}`,
      `/api/auth/sign-in?returnTo=/${inserted}`,
      `/sign-in?error=${inserted}`,
      `/${inserted}`,
    ];
    const damage: string[] = [];
    for (const path of paths) {
      const { headers, cookies } = await site.send({ path, headers: NAVIGATION });
      const planted = 'x-inserted' in headers || cookies.some((line) => line.startsWith('inserted='));
      if (planted) damage.push(`${path.split(inserted)[0]} let a header through`);
    }
    return judge(paths.length, damage);
  },
};

/** A router state that is no router state, JSON that is very deep, escapes that are none: each once was a 500. */
const MALFORMED: ReadonlyArray<
  readonly [what: string, path: string, headers: Readonly<Record<string, string>>]
> = [
  ['a router state that is not JSON', '/', { rsc: '1', 'next-router-state-tree': '{' }],
  ['a router state of another form', '/sign-in', { rsc: '1', 'next-router-state-tree': '%7B%22a%22%3A1%7D' }],
  ['a router state that is no escaped text', '/', { rsc: '1', 'next-router-state-tree': '%E0%A4%A' }],
  ['a path that is no escaped text', '/%E0%A4%A', {}],
  ['a path with a null byte', '/%00', {}],
  ['a page’s path that is no escaped text', '/handbook/%E0%A4%A', {}],
  ['a data key that is no escaped text', '/api/session-data/%E0%A4%A', {}],
  ['an action that nobody made', '/', { 'next-action': '0'.repeat(42) }],
  ['a range that is no range', '/', { range: 'bytes=9-1' }],
];

const malformed: readonly Attack[] = MALFORMED.map(([what, path, headers]) => ({
  name: what,
  asvs: 'V16.5.3',
  needs: 'nothing',
  expected: 'no server error, no stack trace',
  async run({ site }) {
    const first = await site.send({ path, headers });
    // Next answers a request for its flight data with a redirect that puts a hash of its headers into the query.
    const flight = /^\/(?!\/).*[?&]_rsc=/.exec(first.headers.location ?? '')?.[0];
    const { status, body } =
      flight === undefined ? first : await site.send({ path: first.headers.location ?? '', headers });
    const traced = /\bat .+\(.+:\d+:\d+\)/.test(body);
    return judge(1, [...(status >= 500 ? [`${status}`] : []), ...(traced ? ['a stack trace'] : [])]);
  },
}));

const METHODS = ['TRACE', 'TRACK', 'DEBUG', 'PROPFIND', 'PATCH', 'PUT'];

const methods: Attack = {
  name: 'methods that nothing here speaks',
  asvs: 'V4.1.4',
  needs: 'nothing',
  expected: 'refused',
  async run({ site }) {
    const damage: string[] = [];
    for (const method of METHODS) {
      const headers = { origin: site.origin, 'x-echo': 'echoed-by-trace' };
      const { status, body } = await site.send({ method, path: '/api/auth/session', headers }).catch(cutOff);
      if (status < 400 || body.includes('echoed-by-trace')) damage.push(`${method} answered ${status}`);
    }
    return judge(METHODS.length, damage);
  },
};

/** A server may end the connection over a method that it does not know. */
function cutOff(error: unknown): { status: number; body: string } {
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
    return { status: 400, body: '' };
  throw error;
}

export const poisonedRequests: AttackGroup = {
  title: 'Poisoned and malformed requests',
  attacks: [...poisoned, reflected, splitting, ...malformed, methods],
};
