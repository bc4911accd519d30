import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linksIn } from '@/local-hosting/artefact';
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
import { type HostingStack, startHostingStack } from './support/hosting-stack';
import { buildVaried, type VariedBuild } from './support/variations';

let next15: VariedBuild;
let stack: Stack;
let hosting: HostingStack;
let browser: Browser;

beforeAll(async () => {
  // One build for both: what Amplify Hosting deploys of it, and what `next start` runs.
  next15 = await buildVaried('15');
  hosting = await startHostingStack({ built: next15, warm: 2, maxEnvironments: 6 });
  [stack, browser] = await Promise.all([startStack({ root: next15.tree.path }), launchChromium()]);
}, 900_000);

const RUNNING: ReadonlyArray<readonly [name: string, originOf: () => string]> = [
  ['next start', () => stack.origin],
  ['the local Hosting', () => hosting.origin],
];

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await hosting?.stop();
  await next15?.tree.remove();
});

test('the tree really runs on Next 15.5', () => {
  const { version } = JSON.parse(
    readFileSync(join(next15.tree.path, 'node_modules/next/package.json'), 'utf8'),
  );
  expect(version).toMatch(/^15\.5\.\d+$/);
});

test('what Amplify Hosting would deploy of it holds no symbolic link', () => {
  const { compute, staticFiles } = next15.artefact;
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
    expect(await page.getByRole('banner').textContent()).toContain('Ada Lovelace');
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
