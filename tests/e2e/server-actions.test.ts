import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CookieJar } from '@/tests/support/cookie-jar';
import { signedInJar } from '@/tests/support/session-cookie';
import type { ProductStack } from '@/tests/support/stack';
import { test } from './fixture';

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string }>>;
}

/** The action's id in a build: what a page's script sends, and so public. */
function idOf(action: string, { build }: ProductStack): string {
  const manifest = join(build, 'server/server-reference-manifest.json');
  const { node }: Manifest = JSON.parse(readFileSync(manifest, 'utf8'));
  const id = Object.keys(node).find((each) => node[each]?.exportedName === action);
  if (id === undefined) throw new Error(`${manifest} has no ${action}`);
  return id;
}

interface Call {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The page that it is sent to. */
  readonly path?: string;
}

/** Calls `changeNameAction` as React's client does: its arguments are the previous state and a form. */
function changeName(stack: ProductStack, jar: CookieJar, { name, headers, path = '/' }: Call) {
  const body = new FormData();
  body.set('_1_name', name);
  body.set('0', JSON.stringify([{ status: 'unchanged', name: '' }, '$K1']));
  return jar.fetch(`${stack.origin}${path}`, {
    method: 'POST',
    body,
    headers: { accept: 'text/x-component', 'next-action': idOf('changeNameAction', stack), ...headers },
  });
}

const sameOrigin = ({ origin }: ProductStack) => ({ origin, 'sec-fetch-site': 'same-origin' });

async function nameOf({ origin }: ProductStack, jar: CookieJar): Promise<unknown> {
  const answer = await jar.fetch(`${origin}/api/auth/session`);
  const viewer: { name?: unknown } = await answer.json();
  return viewer.name;
}

test('an action changes what its own user asks for, from this site', async ({ stack }) => {
  const jar = await signedInJar(stack.origin);
  const answer = await changeName(stack, jar, { name: 'Ada King', headers: sameOrigin(stack) });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('"status":"done"');
  expect(await nameOf(stack, jar)).toBe('Ada King');
});

const FOREIGN_SENDERS: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a site of a similar name', { origin: 'http://localhost.evil.example', 'sec-fetch-site': 'cross-site' }],
];

test.for(FOREIGN_SENDERS)('an action called from %s is refused', async ([, headers], { stack }) => {
  const jar = await signedInJar(stack.origin);
  const before = await nameOf(stack, jar);
  const answer = await changeName(stack, jar, { name: 'Mallory', headers });
  expect(answer.status).toBe(403);
  expect(await nameOf(stack, jar)).toBe(before);
});

/** How often the app has asked Cognito to change someone. */
async function changesAtCognito({ aws }: ProductStack): Promise<number> {
  return (await aws.control.requestCounts()).UpdateUserAttributes ?? 0;
}

test.for(['/', '/sign-in', '/account'])(
  'an action called by a signed-out visitor through %s changes nothing',
  async (path, { stack }) => {
    const before = await changesAtCognito(stack);
    expect(before).toBeGreaterThan(0);
    const answer = await changeName(stack, new CookieJar(), {
      name: 'Mallory',
      headers: sameOrigin(stack),
      path,
    });
    expect(await answer.text()).not.toContain('"status":"done"');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await changesAtCognito(stack)).toBe(before);
  },
);
