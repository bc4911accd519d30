import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { startNotesApi } from '@/tests/support/notes-api';
import { sessionCookie } from '@/tests/support/session-cookie';
import { POOL_ID } from '@/tests/support/token-probe';
import { testOnCopy } from './fixture';

/** The recipes that only a build and a browser can show, put where a team would have them. */
const test = testOnCopy('recipes', (path) => {
  const recipe = (name: string) => join(path, 'examples/recipes', name);
  mkdirSync(join(path, 'app/enter'));
  copyFileSync(recipe('own-form.tsx'), join(path, 'app/enter/own-form.tsx'));
  copyFileSync(recipe('own-form-page.tsx'), join(path, 'app/enter/page.tsx'));
  for (const [name, folder] of [
    ['storage', 'app/api/photo'],
    ['data', 'app/api/notes'],
  ] as const) {
    mkdirSync(join(path, folder));
    copyFileSync(recipe(`${name}.ts`), join(path, folder, 'route.ts'));
  }
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

test('Data and Storage act as the signed-in user, by tokens and credentials that stay on the server', async ({
  stack,
  user,
  visit,
  onTestFinished,
}) => {
  const api = await startNotesApi();
  onTestFinished(() => api.close());
  const file = join(stack.root, 'amplify_outputs.json');
  const storage = { aws_region: 'us-east-1', bucket_name: 'photos' };
  const outputs = { ...JSON.parse(readFileSync(file, 'utf8')), storage, data: api.outputs };
  writeFileSync(file, JSON.stringify(outputs));
  await stack.restartInstance(0);

  const page = await visit.signedIn(user);
  const get = (path: string) => page.evaluate((at) => fetch(at).then((answer) => answer.json()), path);
  expect(await get('/api/notes')).toEqual({ notes: ['Buy milk'] });
  const [token = ''] = api.asked;
  const { sub } = JSON.parse(Buffer.from(`${token.split('.')[1]}`, 'base64url').toString());
  expect(await get('/api/check-user')).toEqual({ user: sub });

  const url = new URL((await get('/api/photo')).url);
  expect(url.host).toBe('photos.s3.us-east-1.amazonaws.com');
  expect(decodeURIComponent(url.pathname)).toMatch(/^\/private\/us-east-1:[0-9a-f-]{36}\/photo\.jpg$/);
  expect(url.searchParams.get('X-Amz-Security-Token')).toMatch(/^local-/);

  const stranger = await visit.signedOut();
  await stranger.goto('/');
  const refused = await stranger.evaluate(() => fetch('/api/photo').then((answer) => answer.status));
  expect(refused).toBe(401);
});
