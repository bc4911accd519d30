import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { continueWithEmail, DEMO, signInEmbedded } from '@/tests/support/browser-actions';
import { onCacheComponents, onHosting, test } from './fixture';

const SCRIPTLESS = { javaScriptEnabled: false };

test('the header is right in the markup, before any script runs', async ({ user, visit }) => {
  const visitor = await visit.signedOut(SCRIPTLESS);
  await visitor.goto('/');
  expect(await visitor.getByRole('banner').textContent()).toMatch(/Sign in$/);

  const members = await visit.signedIn(user, SCRIPTLESS);
  await members.goto('/');
  expect(await members.getByRole('banner').textContent()).toMatch(new RegExp(`${user.name}Sign out$`));
  expect(await members.getByRole('main').textContent()).toContain(`Signed in as ${user.name}`);
});

test('an address with nothing for whoever asks says so where there are no scripts', async ({
  user,
  visit,
}) => {
  const visitor = await visit.signedOut(SCRIPTLESS);
  const member = await visit.signedIn(user, SCRIPTLESS);
  for (const [page, address, words] of [
    [visitor, '/nothing-is-here', 'There is nothing here.'],
    [member, '/admin', 'You do not have access to this.'],
  ] as const) {
    const answer = page.waitForResponse(`**${address}`);
    await page.goto(address);
    expect((await answer).status()).toBe(onCacheComponents ? 200 : 404);
    await page.getByRole('heading', { name: words }).waitFor();
    const home = page.waitForResponse((response) => new URL(response.url()).pathname === '/');
    await page.getByRole('link', { name: 'Go to home page' }).click();
    expect((await home).status()).toBe(200);
  }
});

test('pages and scripts travel compressed, and are what they are called', async ({ stack, visit }) => {
  const page = await visit.signedOut();
  const headers = new Map<string, Record<string, string>>();
  page.on('response', (response) => {
    headers.set(new URL(response.url()).pathname, response.headers());
  });
  await page.goto('/sign-in');
  const expected = { 'content-encoding': 'gzip', 'x-content-type-options': 'nosniff' };
  expect(headers.get('/sign-in')).toMatchObject(expected);
  const script = [...headers].find(([path]) => path.endsWith('.js'))?.[1];
  // Amplify Hosting keeps scripts elsewhere, and its own front compresses them.
  expect(script).toMatchObject(onHosting ? {} : expected);

  const plain = await fetch(`${stack.origin}/sign-in`, { headers: { 'accept-encoding': 'identity' } });
  expect([plain.status, plain.headers.get('content-encoding')]).toEqual([200, null]);
});

// demo: from here
test('a prerendered page leaves room for the account until it knows whose it is', async ({ user, visit }) => {
  const page = await visit.signedIn(user, { viewport: { width: 1280, height: 800 } });
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/auth/session', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto('/handbook');
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.boundingBox();
  expect(await page.getByRole('banner').textContent()).not.toMatch(/Sign (in|out)/);
  answer();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  expect(await heading.boundingBox(), 'nothing moves').toEqual(before);
});
// demo: to here

// demo: from here
test('the client guard itself meets signed-out visitors, shows them nothing and has them come back', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedOut();
  const document = await page.goto('/protected-client');
  expect([document?.status(), document?.request().redirectedFrom()]).toEqual([200, null]);
  await page.waitForURL('**/sign-in?returnTo=%2Fprotected-client');
  await signInEmbedded(page, user);
  await page.waitForURL('**/protected-client');
  await page.getByRole('heading', { name: `Welcome, ${user.name}` }).waitFor();

  const plain = await visit.signedOut(SCRIPTLESS);
  await plain.goto('/protected-client');
  expect(await plain.getByRole('main').textContent()).not.toContain('Welcome');
  await plain.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await plain.waitForURL('**/sign-in?returnTo=%2Fprotected-client');
  const member = await visit.signedIn(user, SCRIPTLESS);
  await member.goto('/protected-client');
  const shown = await member.getByRole('main').textContent();
  expect(shown).toContain(`Welcome, ${user.name}`);
  expect(shown).not.toContain('needs JavaScript');

  const asked = await fetch(`${stack.origin}/protected-client`, { redirect: 'manual' });
  expect(asked.status).toBe(307);
  const { pathname, search } = new URL(asked.headers.get('location') ?? '', stack.origin);
  expect(pathname + search).toBe('/sign-in?returnTo=%2Fprotected-client');
});
// demo: to here

test('the Authenticator is downloaded only when someone chooses it', async ({ visit }) => {
  const page = await visit.signedOut();
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.text());
  });
  const holdAmplify = async () =>
    (await Promise.all(scripts)).some((text) => text.includes('AWSCognitoIdentityProviderService'));
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  expect(scripts.length).toBeGreaterThan(0);
  expect(await holdAmplify()).toBe(false);
  await continueWithEmail(page, DEMO);
  await page.getByLabel('Password', { exact: true }).waitFor();
  expect(await holdAmplify()).toBe(true);
});

/** Until nothing new has been asked for half a second: Playwright's `networkidle`, which a held answer would keep away. */
async function untilQuiet(asked: readonly string[]): Promise<void> {
  for (let before = -1; before !== asked.length; ) {
    before = asked.length;
    await pause(500);
  }
}

test('a page asks for nothing twice, and for no other page before someone wants it', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // What the page before loads once it is at work is not the next one's.
  await untilQuiet(asked);
  for (const path of ['/', '/protected', '/account/sessions', '/account/security']) {
    asked.length = 0;
    const question = page.waitForRequest('**/api/auth/session?wait=*');
    await page.goto(path);
    await question;
    await untilQuiet(asked);
    const pages = asked.filter((each) => !/^\/(_next|api)\//.test(each) && each !== '/icon.svg');
    expect(pages).toEqual([path]);
    const files = asked.filter((each) => each.startsWith('/_next/'));
    expect(
      files.filter((file, at) => files.indexOf(file) !== at),
      path,
    ).toEqual([]);
  }
});

test('a page does not carry the page that is shown where there is none', async ({ stack, visit }) => {
  const home = await (await fetch(stack.origin)).text();
  expect(home.match(/There is nothing here/g), 'a word of the frame, and no page').toHaveLength(1);
  const missing = await (await fetch(`${stack.origin}/nowhere`)).text();
  expect(missing.match(/<noscript>/g), 'what leads on without scripts, once').toHaveLength(1);
  expect(home.match(/<link rel="icon" href="\/icon\.svg"/g), 'in the tab').toHaveLength(1);
  const page = await visit.signedOut();
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(onCacheComponents ? 200 : 404);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  expect(await page.locator('head > link[rel="icon"]').getAttribute('href')).toBe('/icon.svg');
});

// demo: from here
test('among prerendered pages too there is a page for what is not there', async ({ user, visit }) => {
  const member = await visit.signedIn(user);
  await member.goto('/handbook/nowhere');
  await member.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  expect(await member.locator('head > link[rel="icon"]').getAttribute('href')).toBe('/icon.svg');
  await member.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
});
// demo: to here

test('the sign-in page says why someone is there, and renders nothing else of its address', async ({
  visit,
}) => {
  const page = await visit.signedOut();
  await page.goto('/sign-in?error=attempt_foreign&error_description=Call+this+number');
  const alert = page.getByRole('main').getByRole('alert');
  expect(await alert.textContent()).toContain('This sign-in was started in another browser.');
  await page.goto('/sign-in?error=%3Cb%3ECall+this+number%3C%2Fb%3E&error_description=Call+this+number');
  expect(await alert.textContent()).toContain('Something went wrong on our side.');
  expect(await rendered(page)).not.toContain('Call this number');
});

/** The page's markup without the scripts: in them Next 15.5 keeps the address for its router. */
async function rendered(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const script of copy.querySelectorAll('script')) script.remove();
    return copy.outerHTML;
  });
}

test('a page that is slow to come is said to be on its way', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/account**', async (route) => {
    await held;
    await route.continue();
  });
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Account' }).click();
  await navigation.getByText('Loading', { exact: true }).waitFor({ state: 'attached' });
  answer();
  await page.waitForURL('**/account');
  await navigation.getByText('Loading', { exact: true }).waitFor({ state: 'detached' });
});

test('a link leads to its page without loading everything anew, and into another tab by Ctrl', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  await page.evaluate(() => {
    document.documentElement.dataset.kept = '';
  });
  const links = page.getByRole('navigation', { name: 'Account' });
  await links.getByRole('link', { name: 'Devices' }).click();
  await page.waitForURL('**/account/sessions');
  expect(await page.locator('html[data-kept]').count()).toBe(1);
  const opened = page.context().waitForEvent('page');
  await links.getByRole('link', { name: 'Security' }).click({ modifiers: ['ControlOrMeta'] });
  await (await opened).waitForURL('**/account/security');
  expect(new URL(page.url()).pathname).toBe('/account/sessions');
});
