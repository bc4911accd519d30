import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { createAccount } from '@/test-kit/accounts';
import { followRecipes } from '@/tests/support/everyday-tasks';
import { startNotesApi } from '@/tests/support/notes-api';
import { sessionCookie } from '@/tests/support/session-cookie';
import { POOL_ID } from '@/tests/support/token-probe';
import { testOnCopy } from './fixture';

/** A build of what the pages of the recipes say, done to the letter. */
const test = testOnCopy('recipes', (path) => {
  followRecipes(path);
});

// For its time limit.
test.beforeAll(({ stack }) => expect(stack.origin).toMatch(/^http/), 300_000);

test('page, handler and preference are their user’s, where their pages put them', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/reports');
  await page.getByRole('heading', { name: `Reports of ${user.name}` }).waitFor();
  const statusOf = (method: string, path: string, data: object) =>
    page.evaluate(([at, init]) => fetch(at, init).then((answer) => answer.status), [
      path,
      { method, body: JSON.stringify(data) },
    ] as const);
  expect(await statusOf('POST', '/api/reports', { title: 'One' })).toBe(201);
  expect(await statusOf('PUT', '/api/settings', { density: 'compact' })).toBe(200);
  await page.goto('/settings');
  await page.getByText('Lists are compact.').waitFor();
  expect((await fetch(`${stack.origin}/api/reports`)).status).toBe(401);
});

test('a role opens a page and a handler to its group alone', async ({ stack, user, visit }) => {
  const pool = { localAws: stack.aws.url, userPoolId: POOL_ID };
  const group = { UserPoolId: POOL_ID, GroupName: 'editors' };
  await new Cognito(stack.aws.url).adminOk('CreateGroup', group);
  const editor = await createAccount({ groups: ['editors'] }, pool);
  for (const [who, pageStatus, status] of [
    [editor, 200, 200],
    [user, 404, 403],
  ] as const) {
    const page = await visit.signedIn(who);
    expect((await page.goto('/editors'))?.status()).toBe(pageStatus);
    const removed = page.evaluate(() =>
      fetch('/api/drafts', { method: 'DELETE' }).then((answer) => answer.status),
    );
    expect(await removed).toBe(status);
  }
});

test('whoever is signed out gets the open pages, and every other address leads to sign in', async ({
  stack,
}) => {
  const answers = ['/', '/sign-in', '/icon.svg', '/api/health/live', '/reports', '/nobody/thought-of-it'].map(
    async (path) => {
      const { status, headers } = await fetch(stack.origin + path, { redirect: 'manual' });
      return [path, status, headers.get('location')];
    },
  );
  expect(await Promise.all(answers)).toEqual([
    ['/', 200, null],
    ['/sign-in', 200, null],
    ['/icon.svg', 200, null],
    ['/api/health/live', 200, null],
    ['/reports', 307, '/sign-in?returnTo=%2Freports'],
    ['/nobody/thought-of-it', 307, '/sign-in?returnTo=%2Fnobody%2Fthought-of-it'],
  ]);
});

test('name and colour are the app’s own on its pages and in its tab', async ({ visit }) => {
  const page = await visit.signedOut({ colorScheme: 'light' });
  await page.goto('/');
  expect(await page.title()).toContain('Rowan Reports');
  const accent = () => getComputedStyle(document.documentElement).getPropertyValue('--accent');
  expect(await page.evaluate(accent)).toBe('#7a1fa2');
  expect(await (await page.request.get('/icon.svg')).text()).toContain('<title>Rowan Reports</title>');
});

test('a test begins signed in, as its page says', async ({ stack, visit }) => {
  const file = join(stack.root, 'tests/sign-in.ts');
  const text = readFileSync(file, 'utf8').replaceAll('http://localhost:3000', stack.origin);
  writeFileSync(file, text);
  const { openAccount }: typeof import('@/examples/recipes/testing/playwright') = await import(file);
  const page = await visit.signedOut();
  await openAccount(page);
  await page.getByText('demo@example.com').first().waitFor();
});

test('a form of one’s own signs in by the cookie, and keeps password and tokens where they belong', async ({
  user,
  visit,
}) => {
  const page = await visit.signedOut();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/sign-in?returnTo=%2Faccount');
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
  await page.goto('/sign-in?returnTo=https://evil.example');
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
