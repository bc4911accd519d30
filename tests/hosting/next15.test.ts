import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linksIn } from '@/local-hosting/artefact';
import { consoleVariables } from '@/scripts/hosting';
import { makeArtefact } from '@/scripts/hosting-build';
import { findFreePorts } from '@/scripts/ports';
import {
  ADA,
  continueWithGoogle,
  DEMO,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { sessionCookie } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';
import { startHostingStack } from './support/hosting-stack';
import { testSettings } from './support/test-build';

/** Next 15 checks types through TypeScript's JavaScript interface, which version 7 no longer has. */
const PACKAGES = ['next@15.5', 'typescript@5.9'];

let tree: TreeCopy;
let stack: Stack;
let hosting: Awaited<ReturnType<typeof startHosting>>;
let browser: Browser;

beforeAll(async () => {
  tree = await copyTree('next15');
  // npm writes this file in place, and here it is a hard link to the one of the tree itself.
  rmSync(join(tree.path, 'node_modules/.package-lock.json'), { force: true });
  const flags = [
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--legacy-peer-deps',
    '--prefer-offline',
  ];
  execFileSync('npm', ['install', ...flags, ...PACKAGES], { cwd: tree.path, stdio: 'pipe' });
  // One build for both: what Amplify Hosting deploys of it, and what `next start` runs.
  hosting = await startHosting();
  [stack, browser] = await Promise.all([startStack({ root: tree.path }), launchChromium()]);
}, 900_000);

/** Builds the copy as `amplify.yml` says, and runs what comes out as the host does. */
async function startHosting() {
  const port = await findFreePorts();
  const artefact = await makeArtefact({
    root: tree.path,
    checkout: tree.path,
    artefact: join(tree.path, '.latchkey/artefact'),
    variables: consoleVariables(testSettings(), `http://localhost:${port}`),
    onLine: () => undefined,
  });
  const stack = await startHostingStack({ built: { artefact, port }, warm: 2, maxEnvironments: 6 });
  return { ...stack, artefact };
}

const RUNNING: ReadonlyArray<readonly [name: string, originOf: () => string]> = [
  ['next start', () => stack.origin],
  ['the local Hosting', () => hosting.origin],
];

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await hosting?.stop();
  await tree?.remove();
});

test('the tree really runs on Next 15.5', () => {
  const { version } = JSON.parse(readFileSync(join(tree.path, 'node_modules/next/package.json'), 'utf8'));
  expect(version).toMatch(/^15\.5\.\d+$/);
});

test('what Amplify Hosting would deploy of it holds no symbolic link', () => {
  const { compute, staticFiles } = hosting.artefact;
  expect([...linksIn(compute), ...linksIn(staticFiles)]).toEqual([]);
});

test.each(RUNNING)(
  'sign in with Google, read the protected pages, sign out, on %s',
  async (_name, originOf) => {
    const origin = originOf();
    const context = await browser.newContext();
    const page = await context.newPage();
    await openSignedOut(page, origin);
    await continueWithGoogle(page, ADA);
    await page.waitForURL(`${origin}/protected`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Ada Lovelace');
    const { value: ticket } = await sessionCookie(context);
    for (const path of ['/account', '/profile', '/handbook']) {
      const answer = await page.goto(`${origin}${path}`);
      expect([path, answer?.status(), page.url()]).toEqual([path, 200, `${origin}${path}`]);
      expect(answer?.headers()['cache-control']).toContain('no-store');
    }
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL(`${origin}/`);
    const user = await fetch(`${origin}/api/check-user`, { headers: { cookie: `latchkey=${ticket}` } });
    expect(await user.json()).toEqual({ user: null });
    await context.close();
  },
);

test.each(RUNNING)('sign in with the Authenticator on %s', async (_name, originOf) => {
  const origin = originOf();
  const context = await browser.newContext();
  const page = await context.newPage();
  await openSignedOut(page, origin, '/account');
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${origin}/account`);
  await context.close();
});
