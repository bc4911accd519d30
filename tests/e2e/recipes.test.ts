import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { sessionCookie } from '@/tests/support/session-cookie';
import { POOL_ID } from '@/tests/support/token-probe';
import { testOnCopy } from './fixture';

/** The recipes that only a build and a browser can show, put where a team would have them. */
const test = testOnCopy('recipes', (path) => {
  const recipe = (name: string) => join(path, 'examples/recipes', name);
  mkdirSync(join(path, 'app/enter'));
  copyFileSync(recipe('own-form.tsx'), join(path, 'app/enter/own-form.tsx'));
  copyFileSync(recipe('own-form-page.tsx'), join(path, 'app/enter/page.tsx'));
});

// For its time limit.
test.beforeAll(({ stack }) => expect(stack.origin).toMatch(/^http/), 300_000);

test('a form of one’s own signs in by the cookie, and keeps password and tokens where they belong', async ({
  user,
  visit,
}) => {
  const page = await visit.signedOut();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/enter?returnTo=%2Faccount');
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password').fill('Not-The-Passw0rd!');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Incorrect username or password.').waitFor();

  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/account');
  expect(await page.getByRole('banner').textContent()).toContain(user.name);
  expect(await sessionCookie(page.context())).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(sent.some((text) => text.includes('PASSWORD_VERIFIER'))).toBe(true);
  expect(sent.filter((text) => text.includes(user.password))).toEqual([]);
  const { origins } = await page.context().storageState({ indexedDB: true });
  expect(origins).toEqual([]);
});

test('what the form does not know goes on with managed login', async ({ stack, visit }) => {
  const [Username, TemporaryPassword] = ['temporary@example.com', 'Temp0rary-Passw0rd!'];
  const wanted = { UserPoolId: POOL_ID, Username, TemporaryPassword, MessageAction: 'SUPPRESS' };
  const UserAttributes = [{ Name: 'email', Value: Username }];
  await new Cognito(stack.aws.url).adminOk('AdminCreateUser', { ...wanted, UserAttributes });
  const page = await visit.signedOut();
  await page.goto('/enter?returnTo=https://evil.example');
  await page.getByLabel('E-mail').fill(Username);
  await page.getByLabel('Password').fill(TemporaryPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const more = page.getByRole('link', { name: 'One more step' });
  expect(await more.getAttribute('href')).toBe('/api/auth/sign-in?provider=COGNITO&returnTo=%2F');
  await more.click();
  await page.getByLabel('Email address').waitFor();
  expect(new URL(page.url()).origin).not.toBe(stack.origin);
});
