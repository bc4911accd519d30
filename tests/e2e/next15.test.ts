import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuild } from '@/scripts/production-build';
import {
  ADA,
  continueWithGoogle,
  DEMO,
  openAsStranger,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { sessionCookie } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';

/** Next 15 checks types through TypeScript's JavaScript interface, which version 7 no longer has. */
const PACKAGES = ['next@15.5', 'typescript@5.9'];

let tree: TreeCopy;
let stack: Stack;
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
  await ensureBuild(tree.path);
  [stack, browser] = await Promise.all([startStack({ root: tree.path }), launchChromium()]);
}, 900_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await tree?.remove();
});

test('the tree really runs on Next 15.5', () => {
  const { version } = JSON.parse(readFileSync(join(tree.path, 'node_modules/next/package.json'), 'utf8'));
  expect(version).toMatch(/^15\.5\.\d+$/);
});

test('sign in with Google, read the protected pages, sign out', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openAsStranger(page, stack.origin);
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/protected`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Ada Lovelace');
  const { value: ticket } = await sessionCookie(context);
  for (const path of ['/account', '/profile', '/handbook']) {
    const answer = await page.goto(`${stack.origin}${path}`);
    expect([path, answer?.status(), page.url()]).toEqual([path, 200, `${stack.origin}${path}`]);
    expect(answer?.headers()['cache-control']).toContain('no-store');
  }
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);
  const user = await fetch(`${stack.origin}/api/check-user`, { headers: { cookie: `latchkey=${ticket}` } });
  expect(await user.json()).toEqual({ user: null });
  await context.close();
});

test('sign in with the Authenticator', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openAsStranger(page, stack.origin, '/account');
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${stack.origin}/account`);
  await context.close();
});
