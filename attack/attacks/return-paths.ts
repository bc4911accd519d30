import type { Attack, AttackGroup } from '../attack';
import { judge } from '../attack';
import type { Field } from '../field';
import type { Answer } from '../site';
import { NAVIGATION } from './requests';

/** Ways off a site that have worked somewhere. Each is what the app gets after decoding the query once. */
const WAYS_OUT: ReadonlyArray<readonly [what: string, path: string]> = [
  ['https://evil.example', 'https://evil.example'],
  ['//evil.example', '//evil.example'],
  ['///evil.example', '///evil.example'],
  ['a backslash', '/\\evil.example'],
  ['two backslashes', '\\\\evil.example'],
  ['a tab', '/\t/evil.example'],
  ['a line break', '/\r\nLocation: https://evil.example'],
  ['an escaped tab', '/%09/evil.example'],
  ['escaped slashes', '/%2f%2fevil.example'],
  ['a scheme without slashes', 'https:evil.example'],
  ['a script', 'javascript:alert(document.domain)'],
  ['a data URL', 'data:text/html,<script>alert(1)</script>'],
  ['a user name that looks like this site', 'https://localhost@evil.example/'],
  ['a dot segment before two slashes', '/.//evil.example'],
  ['a parent segment before two slashes', '/protected/..//evil.example'],
  ['a full-width full stop', '//evil。example'],
  ['a null byte', '/\u0000/evil.example'],
];

/** Where the links and forms of a page lead that do not stay on the site, script URLs included. */
function linksOut({ body }: Answer, origin: string): string[] {
  const links = [...body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  return links.filter(
    (link) => leaves(link, origin) || returnPathsIn(link, origin).some((path) => leaves(path, origin)),
  );
}

function returnPathsIn(link: string, origin: string): string[] {
  return URL.canParse(link, origin) ? new URL(link, origin).searchParams.getAll('returnTo') : [];
}

function leaves(link: string, origin: string): boolean {
  return URL.canParse(link, origin) && new URL(link, origin).origin !== origin;
}

async function tryReturnPath({ site }: Field, path: string) {
  const query = new URLSearchParams({ returnTo: path });
  const damage: string[] = [];
  for (const page of ['/sign-in', '/unavailable']) {
    const answer = await site.send({ path: `${page}?${query}` });
    const out = linksOut(answer, site.origin);
    if (out.length > 0) damage.push(`${page} links to ${out[0]}`);
    const { location } = answer.headers;
    if (location !== undefined && leaves(location, site.origin))
      damage.push(`${page} redirects to ${location}`);
    if (answer.status >= 500 && page !== '/unavailable') damage.push(`${page} answered ${answer.status}`);
  }
  return judge(2, damage);
}

const payloads: readonly Attack[] = WAYS_OUT.map(([what, path]) => ({
  name: `a return path with ${what}`,
  asvs: 'V3.7.2',
  needs: 'nothing',
  expected: 'no link, form or redirect leaves the site',
  run: (field) => tryReturnPath(field, path),
}));

const MALFORMED: ReadonlyArray<readonly [what: string, query: string]> = [
  ['given twice', 'returnTo=/account&returnTo=/profile'],
  ['as an array', 'returnTo[]=/account'],
  ['as an object', 'returnTo[a]=/account'],
  ['of 10 kB', `returnTo=/${'a'.repeat(10_240)}`],
];

const malformed: readonly Attack[] = MALFORMED.map(([what, query]) => ({
  name: `a return path ${what}`,
  asvs: 'V2.2.1',
  needs: 'nothing',
  expected: '400',
  async run({ site }) {
    const { status } = await site.send({ path: `/api/auth/sign-in?${query}`, headers: NAVIGATION });
    return judge(1, status === 400 ? [] : [`${status}`]);
  },
}));

const inPaths: Attack = {
  name: 'a protected path that looks like another host',
  asvs: 'V3.7.2',
  needs: 'nothing',
  expected: 'a redirect, if any, stays on the site',
  async run({ site }) {
    const paths = [
      '//evil.example/protected',
      '/\\evil.example/protected',
      '//evil.example/%2e%2e',
      '/protected/..//evil.example',
    ];
    const damage: string[] = [];
    for (const path of paths) {
      const { headers } = await site.send({ path });
      const location = headers.location ?? '/';
      if (leaves(location, site.origin)) damage.push(`${path} redirects to ${location}`);
    }
    return judge(paths.length, damage);
  },
};

const length: Attack = {
  name: 'a return path that grows when it is encoded',
  asvs: 'V4.2.5',
  needs: 'nothing',
  expected: 'no redirect longer than 4 kB',
  async run({ site }) {
    const paths = [
      `/protected?a=${'%22'.repeat(2_000)}`,
      `/protected?${'a=%26&'.repeat(300)}`,
      `/protected?a=${'%E3%81%82'.repeat(600)}`,
    ];
    const damage: string[] = [];
    for (const path of paths) {
      const { headers, status } = await site.send({ path });
      const size = headers.location?.length ?? 0;
      if (size > 4_096 || status >= 500) damage.push(`${status} with a Location of ${size} characters`);
    }
    return judge(paths.length, damage);
  },
};

const injection: Attack = {
  name: 'a return path that brings its own OAuth parameters',
  asvs: 'V10.2.3',
  needs: 'nothing',
  expected: 'one client_id, and a redirect_uri on this site',
  async run({ site }) {
    const returnTo =
      '/x?client_id=evil&redirect_uri=https://evil.example&scope=aws.cognito.signin.user.admin';
    const extra =
      'redirect_uri=https://evil.example&client_id=evil&response_type=token&state=known&nonce=known';
    const query = `${new URLSearchParams({ returnTo })}&${extra}`;
    const { headers, status } = await site.send({ path: `/api/auth/sign-in?${query}`, headers: NAVIGATION });
    if (status >= 400) return judge(1, []);
    const { searchParams, href } = new URL(headers.location ?? '', site.origin);
    const callback = searchParams.getAll('redirect_uri').every((uri) => new URL(uri).origin === site.origin);
    const own = searchParams.getAll('client_id').length === 1 && searchParams.get('state') !== 'known';
    return judge(
      1,
      callback && own && !href.includes('evil') ? [] : ['the authorization request was changed'],
    );
  },
};

export const returnPaths: AttackGroup = {
  title: 'Redirects and return paths',
  attacks: [...payloads, ...malformed, inPaths, length, injection],
};
