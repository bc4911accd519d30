import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BRAND } from '@/lib/brand';
import { PREFERENCE_COOKIE } from '@/lib/http/preference-cookie';
import { addAuthenticator } from '@/local/tests/browser/passkeys';
import { createAccount } from '@/test-kit/accounts';
import {
  continueWithEmail,
  DEMO,
  fillSignUp,
  newAccount,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { oldSignIn } from '@/tests/support/old-sign-in';
import { copyOf, signedInPage } from '@/tests/support/pages';
import { type PictureServer, startPictureServer } from '@/tests/support/picture-server';
import { cityEntry, placeDatabase } from '@/tests/support/place-database';
import { type Stack, startStack } from '@/tests/support/stack';
import { temporaryDirectory } from '@/tests/support/temporary-directory';
import { CLIENT_ID, POOL_ID } from '@/tests/support/token-probe';

const NEW_PASSWORD = 'Another-Passw0rd!';
const PATH = '/account/security';

let stack: Stack;
let browser: Browser;
let pictures: PictureServer;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  pictures = await startPictureServer();
  directory = await temporaryDirectory('places');
  const places = join(directory.path, 'city.mmdb');
  await writeFile(places, placeDatabase({ '203.0.113.0/24': cityEntry('DE', { en: 'Leipzig' }) }));
  const env = {
    SECURITY_MAIL_FROM: 'Latchkey <security@example.com>',
    PICTURE_ORIGINS: pictures.url,
    PLACES_DATABASE: places,
    // Next writes X-Forwarded-For where there is no proxy, and lets stand what a request brings.
    TRUSTED_PROXIES: '1',
  };
  [stack, browser] = await Promise.all([startStack({ env }), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await Promise.all([directory?.remove(), pictures?.stop()]);
});

beforeEach(() => stack.aws.control.reset());

/** What the app has written to someone, newest first. */
async function warnings(email: string = DEMO.email): Promise<string[]> {
  const messages = await stack.aws.control.messages(email);
  return messages
    .filter(({ code }) => code === null)
    .map(({ subject }) => subject.replace(`${BRAND.name}: `, ''));
}

async function fillPasswords(page: Page, previous: string, proposed: string): Promise<void> {
  await page.getByLabel('Current password').fill(previous);
  await page.getByLabel('New password').fill(proposed);
  await page.getByRole('button', { name: 'Change password' }).click();
}

async function changePassword(page: Page): Promise<void> {
  await page.goto(PATH);
  await fillPasswords(page, 'Not-The-Passw0rd!', NEW_PASSWORD);
  await page.getByText('Your current password isn’t right.').waitFor();
  const atFault = (label: string) => page.getByLabel(label).getAttribute('aria-invalid');
  expect([await atFault('Current password'), await atFault('New password')]).toEqual(['true', 'false']);
  await fillPasswords(page, DEMO.password, 'weak');
  await page.getByText('The new password is too weak.').waitFor();
  expect([await atFault('Current password'), await atFault('New password')]).toEqual(['false', 'true']);
  await fillPasswords(page, DEMO.password, NEW_PASSWORD);
  await page.getByText('Your password is changed.').waitFor();
}

test('the password is changed on the page, and the new one signs in', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await changePassword(page);
  const again = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await openSignedOut(again, stack.origin);
  await signInEmbedded(again, { ...DEMO, password: NEW_PASSWORD });
  await again.waitForURL(`${stack.origin}/protected`);
  expect((await warnings()).sort()).toEqual(['New sign-in to your account', 'Your password was changed']);
});

test('people see city and country on all pages that say where, and the address of a place that is not known', async () => {
  const from = async (address: string) => {
    const headers = { extraHTTPHeaders: { 'x-forwarded-for': address } };
    const page = await (await browser.newContext({ baseURL: stack.origin, ...headers })).newPage();
    await openSignedOut(page, stack.origin);
    await signInEmbedded(page, DEMO);
    await page.waitForURL(`${stack.origin}/protected`);
    return page;
  };
  const page = await from('203.0.113.7');
  await from('192.0.2.7');
  await page.goto('/account/sessions');
  const here = page.getByRole('listitem').filter({ hasText: 'This device' });
  await here.getByText('Active now, from Leipzig, Germany').waitFor();
  await page.getByText(/^Last active .+, from 192\.0\.2\.7$/).waitFor();
  await page.goto('/account/activity');
  await page
    .getByText(/, from Leipzig, Germany$/)
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: /^Not me: / })
    .first()
    .click();
  await page.getByText('That device is signed out.').waitFor();
  await page
    .getByText(/, from 192\.0\.2\.7$/)
    .first()
    .waitFor();
  expect(await page.getByText('203.0.113.7').count()).toBe(0);
});

test('a picture is fetched by the server alone, and initials stand where there is none', async () => {
  const known = { localAws: stack.aws.url, userPoolId: POOL_ID };
  const user = await createAccount({ picture: `${pictures.url}/ada.png` }, known);
  const page = await signedInPage(browser, stack.origin, user);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(stack.origin)) elsewhere.push(request.url());
  });
  await page.goto('/account');
  const image = page.getByRole('main').locator('img').first();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  expect(elsewhere).toEqual([]);
  expect(await image.getAttribute('src')).toMatch(/^\/api\/account\/picture\?/);
  expect((await page.request.get('/api/account/picture')).headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=86400',
  });
  const other = await signedInPage(browser, stack.origin, DEMO);
  expect((await other.request.get('/api/account/picture')).status()).toBe(404);
});

test('a warning’s link leads through sign-in to what to do, when the owner is signed out', async () => {
  await signedInPage(browser, stack.origin, DEMO);
  const stranger = await signedInPage(browser, stack.origin, DEMO);
  const [warning] = await stack.aws.control.messages(DEMO.email);
  const link = new URL(warning?.text.match(/^http\S+$/m)?.[0] ?? '');
  expect(link.origin).toBe(stack.origin);
  const owner = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await owner.goto(link.href);
  await signInEmbedded(owner, DEMO);
  await owner.getByText('That device is still signed in.').waitFor();
  await owner.getByRole('button', { name: 'Sign it out' }).click();
  await owner.getByText('That device is signed out.').waitFor();
  await stranger.goto('/protected');
  expect(new URL(stranger.url()).pathname).toBe('/sign-in');
});

/** Asks for something as the form on a page in German does. */
async function askInGerman(operation: string, input: object): Promise<void> {
  const answer = await fetch(`${stack.origin}/api/auth/cognito`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      'accept-language': 'de-DE,de;q=0.9',
    },
    body: JSON.stringify({ ClientId: CLIENT_ID, ...input }),
  });
  expect([operation, answer.status]).toEqual([operation, 200]);
}

test('warnings are in the language that a session has chosen, or else in the one that the request asks for', async () => {
  const user = await createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID });
  await signedInPage(browser, stack.origin, user);
  const [Username, Password] = [user.email, NEW_PASSWORD];
  await askInGerman('SignUp', { Username, Password, UserAttributes: [{ Name: 'name', Value: 'Ada' }] });
  await expect.poll(() => warnings(user.email)).toEqual(['Sie haben schon ein Konto']);
  await askInGerman('ForgotPassword', { Username });
  const ConfirmationCode = await stack.aws.control.newestCode(user.email);
  await askInGerman('ConfirmForgotPassword', { Username, Password, ConfirmationCode });
  await expect.poll(async () => (await warnings(user.email))[0]).toBe('Ihr Passwort wurde zurückgesetzt');

  const page = await (await browser.newContext({ baseURL: stack.origin, locale: 'de-DE' })).newPage();
  await openSignedOut(page, stack.origin, '/account');
  await page.getByLabel('E-Mail', { exact: true }).fill(user.email);
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByLabel('Passwort', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByLabel('Sprache', { exact: true }).selectOption('English');
  const [newDevice] = await stack.aws.control.messages(user.email);
  expect(newDevice?.subject).toContain('Neue Anmeldung bei Ihrem Konto');
  expect(newDevice?.text).toMatch(/^Wann: \d\d\.\d\d\.\d{4}, \d\d:\d\d UTC\nGerät: Chrome unter /m);

  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await page.getByText('Your choice is saved.').waitFor();
  // What is kept in the session is left, in a browser that asks for German.
  await page.context().clearCookies({ name: PREFERENCE_COOKIE });
  await page.goto(PATH);
  await fillPasswords(page, NEW_PASSWORD, user.password);
  await page.getByText('Your password is changed.').waitFor();
  await expect.poll(async () => (await warnings(user.email))[0]).toBe('Your password was changed');
  await page.goto('/account');
  await page.getByLabel('To confirm, type delete').fill('delete');
  await page.getByRole('button', { name: 'Delete account' }).click();
  // With the session its language is gone as well.
  await page.getByRole('heading', { name: 'Ihr Konto ist gelöscht' }).waitFor();
  await expect.poll(async () => (await warnings(user.email))[0]).toBe('Your account is deleted');
});

test.for(['timeout', 'error'] as const)(
  'a warning that cannot be sent (%s) holds nothing up',
  async (mode) => {
    const page = await signedInPage(browser, stack.origin, DEMO);
    const operation = 'v2/email/outbound-emails';
    await stack.aws.control.injectFault({ operation, mode, times: 1_000 });
    await page.goto(PATH);
    await page.getByLabel('Current password').fill(DEMO.password);
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Change password' }).click();
    const { responseEnd } = (await answered).request().timing();
    await page.getByText('Your password is changed.').waitFor();
    // SES is given five seconds.
    expect(responseEnd).toBeLessThan(3_000);
    expect(await warnings()).toEqual([]);
  },
);

test('it is changed without JavaScript as well', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const context = await copyOf(page.context(), browser, { baseURL: stack.origin, javaScriptEnabled: false });
  const plain = await context.newPage();
  await changePassword(plain);
  await plain.goto('/account');
  expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Your account');
});

test('whose sign-in is old confirms who they are before they type passwords', async () => {
  const context = await browser.newContext({ baseURL: stack.origin });
  await context.addCookies([await oldSignIn(stack, DEMO, 3_600_000)]);
  const page = await context.newPage();
  await page.goto(PATH);
  expect(await page.getByLabel('New password').count()).toBe(0);
  await page.getByRole('link', { name: 'Change password' }).click();
  await page.getByText('Confirm that it’s you.').waitFor();
  await page.goto('/account');
  expect(
    await page
      .getByRole('main')
      .getByLabel(/New e-mail|To confirm/)
      .count(),
  ).toBe(0);
  for (const name of ['Change e-mail', 'Delete account']) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    expect(href).toBe('/sign-in?returnTo=%2Faccount&error=recent_sign_in_required');
  }
});

test('a passkey is added, signs in where it is not refused, and is removed', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const held = await addAuthenticator(page);
  await page.goto(PATH);
  await page.getByText('You have no passkey yet.').waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('Your passkey is added.').waitFor();
  expect(await held()).toBe(1);

  await page.context().clearCookies();
  await openSignedOut(page, stack.origin, PATH);
  await continueWithEmail(page, DEMO);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await page.evaluate(() => {
    navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Other ways to sign in' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('The passkey was not used. Try again, or sign in with your password.').waitFor();
  await page.evaluate(() => Reflect.deleteProperty(navigator.credentials, 'get'));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(`${stack.origin}${PATH}`);

  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await page.getByText('Your passkey is removed.').waitFor();
  await page.getByText('You have no passkey yet.').waitFor();
  expect(await warnings()).toEqual(['Passkey removed', 'New sign-in to your account', 'New passkey']);
});

test('a passkey that the person does not want after all leaves the page as it was', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.goto(PATH);
  await page.evaluate(() => {
    navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('No passkey was added.').waitFor();
  await page.getByText('You have no passkey yet.').waitFor();
});

test('a code that has run out is said to have', async () => {
  const page = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await openSignedOut(page, stack.origin);
  await continueWithEmail(page, DEMO);
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.getByLabel('E-mail', { exact: true }).fill(DEMO.email);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByText('a code is on its way to it').waitFor();
  await page.getByLabel('Code').fill(await stack.aws.control.newestCode(DEMO.email));
  await stack.aws.control.advanceClock(2 * 3_600_000);
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByLabel('Confirm password', { exact: true }).fill(NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('That code has expired or was used before. Ask for a new one.').waitFor();
});

/** A visitor's page on which an account with this address was asked for. */
async function signUpAs(account: Parameters<typeof fillSignUp>[1]): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await openSignedOut(page, stack.origin);
  await fillSignUp(page, account);
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  return page;
}

async function confirmWith(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
}

test('who signs up with an address that has an account is told by e-mail alone, and finds the way in', async () => {
  const page = await signUpAs({ ...newAccount(), email: DEMO.email });
  await confirmWith(page, '000000');
  await page.getByText('That code isn’t right. Check it and try again.').waitFor();
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await page.getByText('A new code is on its way.').waitFor();
  await expect.poll(warnings).toEqual(['You have an account already']);
  const sent = await stack.aws.control.messages(DEMO.email);
  expect(sent.filter(({ code }) => code !== null)).toEqual([]);

  await page.getByRole('button', { name: 'Sign in or reset your password' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(DEMO.email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${stack.origin}/protected`);
});

test('who began to sign up and begins again gets a code once more, and is signed in by it', async () => {
  const account = newAccount();
  await signUpAs(account);
  const first = await stack.aws.control.newestCode(account.email);
  const page = await signUpAs(account);
  await expect.poll(() => stack.aws.control.newestCode(account.email)).not.toBe(first);
  await confirmWith(page, await stack.aws.control.newestCode(account.email));
  await page.waitForURL(`${stack.origin}/protected`);
});
