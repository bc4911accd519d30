import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { ADMIN, continueWithEmail } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { signedInPage } from '@/tests/support/pages';
import { type Stack, startStack } from '@/tests/support/stack';

/** Kept for people to look at. */
const PICTURES = join(projectRoot, '.latchkey', 'pictures');

const PUBLIC_PAGES = ['/', '/sign-in', '/sign-in?error=attempt_foreign', '/nothing-is-here'];
const MEMBERS_PAGES = [
  '/',
  '/profile',
  '/protected',
  '/protected-client',
  '/account',
  '/account/sessions',
  '/account/activity',
  '/account/security',
  '/handbook',
  '/handbook/devices',
  '/admin?person=admin@example.com',
];

/** Contrast differs by scheme and order by width: these two between them show axe all there is. */
const SCREENS = [
  { colorScheme: 'light', width: 1280, audited: true },
  { colorScheme: 'dark', width: 1280, audited: false },
  { colorScheme: 'light', width: 390, audited: false },
  { colorScheme: 'dark', width: 390, audited: true },
  { colorScheme: 'light', width: 320, audited: false },
] as const;

let stack: Stack;
let browser: Browser;
let stranger: Page;
let member: Page;
let complaints: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack(),
    launchChromium(),
    mkdir(PICTURES, { recursive: true }),
  ]);
  stranger = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  member = await signedInPage(browser, stack.origin, ADMIN);
  for (const page of [stranger, member]) collectComplaints(page);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(() => {
  complaints = [];
});

/** What the console has to say: a script that the policy blocks, or markup that React did not expect. */
function collectComplaints(page: Page): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
}

async function expectToBeInOrder(page: Page, name: string): Promise<void> {
  for (const { colorScheme, width, audited } of SCREENS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const picture = `${name.replace(/\W+/g, '-')}-${colorScheme}-${width}.png`;
    await page.screenshot({ path: join(PICTURES, picture), fullPage: true });
    expect(await contentWidth(page), 'nothing reaches beyond the screen').toBeLessThanOrEqual(width);
    if (audited) expect(await audit(page), `${colorScheme}, ${width} pixels wide`).toEqual([]);
  }
  expect(complaints).toEqual([]);
}

async function contentWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

async function audit(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

test.each(PUBLIC_PAGES)('%s for strangers', async (path) => {
  await stranger.goto(path);
  await stranger.getByRole('banner').getByRole('link', { name: 'Latchkey' }).waitFor();
  await expectToBeInOrder(stranger, `stranger${path}`);
});

test.each(MEMBERS_PAGES)('%s for members', async (path) => {
  await member.goto(path);
  await member.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  expect(new URL(member.url()).pathname).toBe(new URL(path, stack.origin).pathname);
  await expectToBeInOrder(member, `member${path}`);
});

test('each step of the Authenticator', async () => {
  await stranger.goto('/sign-in');
  await continueWithEmail(stranger, ADMIN);
  await stranger.getByLabel('Password', { exact: true }).waitFor();
  await expectToBeInOrder(stranger, 'authenticator-sign-in');
  await stranger.getByRole('tab', { name: 'Create account' }).click();
  await stranger.getByLabel('Confirm password').waitFor();
  await expectToBeInOrder(stranger, 'authenticator-sign-up');
  await stranger.getByRole('tab', { name: 'Sign in' }).click();
  await stranger.getByRole('button', { name: 'Forgot your password?' }).click();
  await stranger.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await expectToBeInOrder(stranger, 'authenticator-forgot-password');
});
