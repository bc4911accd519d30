import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { type ManagedProcess, startProcess } from '@/scripts/processes';
import { projectRoot } from '@/scripts/project-root';
import { continueWithEmail, newAccount, openSignedOut } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { followRecipes } from '@/tests/support/everyday-tasks';
import { findFreePorts } from '@/tests/support/ports';
import { POOL_ID } from '@/tests/support/token-probe';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';

const PATIENCE_MS = 120_000;

let tree: TreeCopy;
let browser: Browser;
let command: ManagedProcess | undefined;
let port: number;

beforeAll(async () => {
  [tree, browser, port] = await Promise.all([copyTree('one-source'), launchChromium(), findFreePorts(2)]);
  const build = join(projectRoot, '.next');
  cpSync(build, join(tree.path, '.next'), {
    recursive: true,
    filter: (source) => join(source, '..') !== build || basename(source) !== 'cache',
  });
});

afterAll(async () => {
  await command?.stop();
  await browser?.close();
  await tree?.remove();
});

/** Stops what runs and starts it again, as people do after a change. @returns its origin */
async function restart(): Promise<string> {
  await command?.stop();
  const { PATH, HOME } = process.env;
  command = startProcess({
    name: 'npm run start:local',
    command: 'npm',
    args: ['run', 'start:local', '--', '--no-build'],
    cwd: tree.path,
    env: { PATH, HOME, PORT: `${port}`, LOCAL_AWS_PORT: `${port + 1}` },
  });
  await command.line(new RegExp(`^ready http://localhost:${port}$`), PATIENCE_MS);
  return `http://localhost:${port}`;
}

/** Changes one file of the copy. @throws Error when there is nothing to change */
function edit(path: string, before: string, after: string): void {
  const file = join(tree.path, path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(before)) throw new Error(`${path} does not say ${before}`);
  writeFileSync(file, text.replace(before, after));
}

async function minimumLengthOfThePool(): Promise<number> {
  const aws = new Cognito(`http://localhost:${port + 1}`);
  const { UserPool } = await aws.adminOk('DescribeUserPool', { UserPoolId: POOL_ID });
  return UserPool.Policies.PasswordPolicy.MinimumLength;
}

async function signInPage(origin: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await openSignedOut(page, origin);
  await page.getByRole('link', { name: 'Continue with Google' }).waitFor();
  return page;
}

/** Through the provider's own page, which the local AWS plays, to the list of devices. */
async function signInWith(page: Page, { provider, account }: { provider: string; account: string }) {
  await page.getByRole('link', { name: `Continue with ${provider}`, exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/providers/'));
  await page.getByRole('button', { name: account }).click();
  await page.waitForURL((url) => url.port === `${port}`);
  await page.goto(`http://localhost:${port}/account/sessions`);
}

/** What the sign-up form says of a password of five characters, none of which is missing. */
async function complaint(page: Page): Promise<string> {
  const { name, email } = newAccount();
  await continueWithEmail(page, { email });
  await page.getByRole('tab', { name: 'Create account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill('Aa1!x');
  await page.getByLabel('Password', { exact: true }).blur();
  return (
    (await page
      .getByText(/at least \d+ characters/)
      .first()
      .textContent()) ?? ''
  );
}

test(
  'providers and a password policy that change in amplify/ change the pool and the page',
  async () => {
    const before = await signInPage(await restart());
    expect(await before.getByRole('link', { name: 'Continue with Acme' }).count()).toBe(0);
    expect(await complaint(before)).toContain('at least 8 characters');
    expect(await minimumLengthOfThePool()).toBe(8);

    followRecipes(tree.path, ['another-provider.md']);
    const tier = "cfnUserPool.userPoolTier = 'ESSENTIALS';";
    const policy = "cfnUserPool.addPropertyOverride('Policies.PasswordPolicy.MinimumLength', 14);";
    edit('amplify/backend.ts', tier, `${tier}\n${policy}`);

    const after = await signInPage(await restart());
    expect(await minimumLengthOfThePool()).toBe(14);
    expect(await complaint(after)).toContain('at least 14 characters');
    await after.goBack();
    await signInWith(after, { provider: 'Acme', account: 'ada@acme.example' });
    await after.getByText('Signed in with Acme').first().waitFor();
    const seen = await after.evaluate(() => fetch('/api/check-user').then((answer) => answer.json()));
    expect(seen).toEqual({ user: 'acme_acme-ada' });

    const staff = await signInPage(`http://localhost:${port}`);
    await signInWith(staff, { provider: 'Staff account', account: 'grace@staff.example' });
    await staff.getByText('Signed in with Staff account').first().waitFor();
  },
  PATIENCE_MS * 3,
);
