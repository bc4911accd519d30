import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { BRAND } from '@/lib/brand';
import { projectRoot } from '@/scripts/project-root';
import { ADMIN, continueWithEmail } from '@/tests/support/browser-actions';
import { test } from './fixture';

/** Kept for whoever wants to look at them. */
const PICTURES = join(projectRoot, '.latchkey', 'pictures');

const PUBLIC_PAGES = ['/', '/goodbye', '/sign-in', '/sign-in?error=attempt_foreign', '/nothing-is-here'];
const MEMBERS_PAGES = [
  '/',
  '/profile',
  '/protected',
  '/protected-client',
  '/account',
  '/account/sessions',
  '/account/activity',
  '/account/security',
  '/account/not-me?session=unknown',
  '/sign-in?error=recent_sign_in_required',
  '/handbook',
  '/handbook/devices',
  '/admin?person=admin@example.com',
  '/account/activity?show=sign-ins',
];

/** Contrast differs by scheme and order by width: these two between them show axe all there is. */
const SCREENS = [
  { colorScheme: 'light', width: 1280, audited: true },
  { colorScheme: 'dark', width: 1280, audited: false },
  { colorScheme: 'light', width: 390, audited: false },
  { colorScheme: 'dark', width: 390, audited: true },
  { colorScheme: 'light', width: 320, audited: false },
] as const;

beforeAll(() => mkdir(PICTURES, { recursive: true }));

/** What the console will have said: a script that the policy blocks, or markup that React did not expect. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
  return complaints;
}

async function expectToBeInOrder(page: Page, name: string, complaints: readonly string[]): Promise<void> {
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

test.for(PUBLIC_PAGES)('%s for signed-out visitors', async (path, { visit }) => {
  const visitor = await visit.signedOut();
  const complaints = complaintsOf(visitor);
  await visitor.goto(path);
  await visitor.getByRole('banner').getByRole('link', { name: BRAND.name }).waitFor();
  await expectToBeInOrder(visitor, `visitor${path}`, complaints);
});

test.for(MEMBERS_PAGES)('%s for members', async (path, { stack, visit }) => {
  const member = await visit.signedIn(ADMIN);
  const complaints = complaintsOf(member);
  await member.goto(path);
  await member.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  expect(new URL(member.url()).pathname).toBe(new URL(path, stack.origin).pathname);
  await expectToBeInOrder(member, `member${path}`, complaints);
});

test('each step of the Authenticator', async ({ visit }) => {
  const visitor = await visit.signedOut();
  const complaints = complaintsOf(visitor);
  await visitor.goto('/sign-in');
  await continueWithEmail(visitor, ADMIN);
  await visitor.getByLabel('Password', { exact: true }).waitFor();
  await expectToBeInOrder(visitor, 'authenticator-sign-in', complaints);
  await visitor.getByRole('tab', { name: 'Create account' }).click();
  await visitor.getByLabel('Confirm password').waitFor();
  await expectToBeInOrder(visitor, 'authenticator-sign-up', complaints);
  await visitor.getByRole('tab', { name: 'Sign in' }).click();
  await visitor.getByRole('button', { name: 'Forgot your password?' }).click();
  await visitor.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await expectToBeInOrder(visitor, 'authenticator-forgot-password', complaints);
});

test('the security page while an authenticator app is set up', async ({ user, visit }) => {
  const member = await visit.signedIn(user);
  const complaints = complaintsOf(member);
  await member.goto('/account/security');
  await member.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const image = member.getByRole('img', { name: 'QR code with the key for your authenticator app' });
  await image.waitFor();
  expect((await image.boundingBox())?.width).toBeGreaterThan(150);
  await expectToBeInOrder(member, 'security-set-up', complaints);
});
