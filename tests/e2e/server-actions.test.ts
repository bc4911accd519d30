import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { launchChromium } from '@/tests/support/chromium';
import { CookieJar } from '@/tests/support/cookie-jar';
import { signedInJar } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string }>>;
}

const MANIFEST = join(projectRoot, '.next/server/server-reference-manifest.json');

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** The action's id in this build: what a page's script sends, and so public. */
function idOf(action: string): string {
  const { node }: Manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const id = Object.keys(node).find((each) => node[each]?.exportedName === action);
  if (id === undefined) throw new Error(`${MANIFEST} has no ${action}`);
  return id;
}

interface Call {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The page that it is sent to. */
  readonly path?: string;
}

/** Calls `changeNameAction` as React's client does: its arguments are the previous state and a form. */
function changeName(jar: CookieJar, { name, headers, path = '/' }: Call): Promise<Response> {
  const body = new FormData();
  body.set('_1_name', name);
  body.set('0', JSON.stringify([{ status: 'unchanged', name: '' }, '$K1']));
  return jar.fetch(`${stack.origin}${path}`, {
    method: 'POST',
    body,
    headers: { accept: 'text/x-component', 'next-action': idOf('changeNameAction'), ...headers },
  });
}

const sameOrigin = () => ({ origin: stack.origin, 'sec-fetch-site': 'same-origin' });

async function nameOf(jar: CookieJar): Promise<unknown> {
  const answer = await jar.fetch(`${stack.origin}/api/auth/session`);
  const viewer: { name?: unknown } = await answer.json();
  return viewer.name;
}

test('an action changes what its own person asks for, from this site', async () => {
  const jar = await signedInJar(browser, stack.origin);
  const answer = await changeName(jar, { name: 'Ada King', headers: sameOrigin() });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('"status":"done"');
  expect(await nameOf(jar)).toBe('Ada King');
});

test.each([
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a site of a similar name', { origin: 'http://localhost.evil.example', 'sec-fetch-site': 'cross-site' }],
])('an action called from %s is refused', async (_what, headers) => {
  const jar = await signedInJar(browser, stack.origin);
  const before = await nameOf(jar);
  const answer = await changeName(jar, { name: 'Mallory', headers });
  expect(answer.status).toBe(403);
  expect(await nameOf(jar)).toBe(before);
});

/** How often the app has asked Cognito to change someone. */
async function changesAtCognito(): Promise<number> {
  return (await stack.aws.control.requestCounts()).UpdateUserAttributes ?? 0;
}

test.each(['/', '/sign-in', '/account'])(
  'an action called by a stranger through %s changes nothing',
  async (path) => {
    const before = await changesAtCognito();
    expect(before).toBeGreaterThan(0);
    const answer = await changeName(new CookieJar(), { name: 'Mallory', headers: sameOrigin(), path });
    expect(await answer.text()).not.toContain('"status":"done"');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await changesAtCognito()).toBe(before);
  },
);
