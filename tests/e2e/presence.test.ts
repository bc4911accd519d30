import { generateSync } from 'otplib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import {
  ADA,
  ADMIN,
  continueWithGoogle,
  continueWithHosted,
  DEMO,
  fillHostedForm,
  goToManagedLogin,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { oldSignIn } from '@/tests/support/old-sign-in';
import { signedInPage } from '@/tests/support/pages';
import { holderOf, sessionCookie } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';
import { CLIENT_ID } from '@/tests/support/token-probe';

/** Longer than a sign-in counts as recent. */
const QUARTER_MS = 15 * 60_000;

let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  await context?.close();
  await stack.aws.control.reset();
  context = await browser.newContext({ baseURL: stack.origin });
  page = await context.newPage();
});

async function signInHosted(): Promise<CookieJar> {
  await openSignedOut(page, stack.origin);
  await continueWithHosted(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
  return holderOf((await sessionCookie(context)).value);
}

async function ownId(jar: CookieJar): Promise<string> {
  const { sessions } = await (await jar.fetch(`${stack.origin}/api/account/sessions`)).json();
  return sessions.find(({ current }: { current: boolean }) => current).publicId;
}

/** Ends a browser's session from another device of the same person. */
async function endFromElsewhere(mine: CookieJar): Promise<void> {
  const [other] = await moreSessions(stack, DEMO, 1);
  const ended = await other?.fetch(`${stack.origin}/api/account/sessions/${await ownId(mine)}`, {
    method: 'DELETE',
    headers: { origin: stack.origin },
  });
  expect(ended?.status).toBe(204);
}

test('managed login remembers a browser, but not after its session was ended from elsewhere', async () => {
  const mine = await signInHosted();
  // Signed in still, so this is an ordinary sign-in, and a short one.
  await goToManagedLogin(page);
  await page.waitForURL(`${stack.origin}/`);
  expect((await sessionCookie(context)).value).not.toBe(mine.get('latchkey'));

  await endFromElsewhere(holderOf((await sessionCookie(context)).value));
  await page.goto('/sign-in?returnTo=/protected');
  await goToManagedLogin(page);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await fillHostedForm(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
  // Once is enough.
  await page.goto('/sign-in?error=session_ended');
  await goToManagedLogin(page);
  await page.waitForURL(`${stack.origin}/`);
});

test('a device that was signed out from elsewhere is asked by Google’s door as well', async () => {
  await openSignedOut(page, stack.origin);
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/protected`);
  const jar = holderOf((await sessionCookie(context)).value);
  await jar.fetch(`${stack.origin}/api/account/sessions?scope=all`, {
    method: 'DELETE',
    headers: { origin: stack.origin },
  });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: ADA.email }).waitFor();
});

/** Calls an operation as Amplify's client does: with an access token that has no signature. */
function callRelay(operation: string, input: object): Promise<{ status: number; type: string | null }> {
  return page.evaluate(
    async ([name, fields]) => {
      const { sub } = await (await fetch('/api/auth/session')).json();
      const AccessToken = `${btoa('{}')}.${btoa(JSON.stringify({ sub })).replaceAll('=', '')}.`;
      const answer = await fetch('/api/auth/cognito', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityProviderService.${name}`,
        },
        body: JSON.stringify({ AccessToken, ...fields }),
      });
      return { status: answer.status, type: answer.headers.get('x-amzn-errortype') };
    },
    [operation, input] as const,
  );
}

/** A browser whose session was started by a proof that is not recent any more. */
async function openOldSession(person: { email: string; password: string }, path: string): Promise<string> {
  const cookie = await oldSignIn(stack, person, QUARTER_MS);
  await context.addCookies([cookie]);
  await page.goto(path);
  return cookie.value;
}

test('what changes how someone signs in asks for a recent sign-in, and goes on where they were', async () => {
  const before = await openOldSession(DEMO, '/account/security');
  const thief = holderOf(before);
  await thief.fetch(`${stack.origin}/api/session-data/kept`, { method: 'PUT', body: '"yes"' });
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByText('Confirm that it’s you.').waitFor();
  // Their way in and no other, with their address filled in.
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(DEMO.email);
  expect(await page.getByRole('link', { name: 'Continue with Google' }).count()).toBe(0);
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${stack.origin}/account/security`);
  const after = (await sessionCookie(context)).value;
  expect((await thief.fetch(`${stack.origin}/api/auth/session`)).status).toBe(401);
  const kept = await holderOf(after).fetch(`${stack.origin}/api/session-data/kept`);
  expect(await kept.json()).toBe('yes');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByLabel('Code from the app').waitFor();
});

test('managed login confirms it as well, and asks although it remembers', async () => {
  await signInHosted();
  await context.addCookies([await oldSignIn(stack, DEMO, QUARTER_MS)]);
  await page.goto('/sign-in?error=recent_sign_in_required&returnTo=/account/security');
  await page.evaluate(() =>
    document.querySelector<HTMLFormElement>('form[action="/api/auth/sign-in"]')?.submit(),
  );
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${stack.origin}/account/security`);
});

const SETTINGS = { SoftwareTokenMfaSettings: { Enabled: false } };
const WANTED = { status: 401, type: 'recent_sign_in_required' };

test.each([
  ['ChangePassword', { PreviousPassword: DEMO.password, ProposedPassword: 'Another-Passw0rd!' }],
  ['SetUserMFAPreference', SETTINGS],
  ['AssociateSoftwareToken', {}],
  ['StartWebAuthnRegistration', {}],
  ['DeleteWebAuthnCredential', { CredentialId: 'any' }],
  ['UpdateUserAttributes', { UserAttributes: [{ Name: 'email', Value: 'thief@example.com' }] }],
])(
  '%s with a cookie alone, whose sign-in is old, is refused before Cognito hears of it',
  async (name, input) => {
    await openOldSession(DEMO, '/account');
    expect(await callRelay(name, input)).toEqual(WANTED);
    expect((await stack.aws.control.requestCounts())[name] ?? 0).toBe(0);
    expect((await callRelay('ListWebAuthnCredentials', {})).status).toBe(200);
  },
);

test('an administrator signs nobody out without a recent sign-in', async () => {
  const [victim] = await moreSessions(stack, DEMO, 1);
  await openOldSession(ADMIN, `/admin?person=${encodeURIComponent(DEMO.email)}`);
  const main = page.getByRole('main');
  await main.getByText('Sign out everywhere', { exact: true }).first().click();
  await main.getByRole('button', { name: 'Sign out all devices' }).first().click();
  await page.getByText('Confirm that it’s you.').waitFor();
  expect((await victim?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(200);
});

/** What the security log of whoever holds this cookie says, newest first. */
async function eventsOf(jar: CookieJar): Promise<string[]> {
  const { activity } = await (await jar.fetch(`${stack.origin}/api/account/activity`)).json();
  // Requests of this test come from no browser.
  return activity.flatMap(({ type }: { type: string }) => (type === 'binding_mismatch' ? [] : [type]));
}

test('a second factor that is switched on here signs the others out, and this session has a new id', async () => {
  const [other] = await moreSessions(stack, DEMO, 1);
  page = await signedInPage(browser, stack.origin, DEMO);
  context = page.context();
  const before = (await sessionCookie(context)).value;
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const href = await page.getByRole('link', { name: 'Open your authenticator app' }).getAttribute('href');
  const secret = new URL(href ?? '').searchParams.get('secret') ?? '';
  await page.getByLabel('Code from the app').fill(generateSync({ secret }));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your authenticator app is on.').waitFor();

  const after = holderOf((await sessionCookie(context)).value);
  expect(after.get('latchkey')).not.toBe(before);
  const answers = [other, holderOf(before), after].map((jar) =>
    jar?.fetch(`${stack.origin}/api/auth/session`),
  );
  expect((await Promise.all(answers)).map((answer) => answer?.status)).toEqual([401, 401, 200]);
  expect((await eventsOf(after)).slice(0, 2)).toEqual(['second_factor_on', 'ended']);
});

test('a password that is reset in another browser signs its person out everywhere', async () => {
  const [mine] = await moreSessions(stack, DEMO, 1);
  const relay = new Cognito(`${stack.origin}/api/auth/cognito`);
  const account = { ClientId: CLIENT_ID, Username: DEMO.email };
  await relay.ok('ForgotPassword', account);
  const ConfirmationCode = await stack.aws.control.newestCode(DEMO.email);
  const Password = 'Brand-New-Passw0rd!';
  const wrong = await relay.call('ConfirmForgotPassword', {
    ...account,
    ConfirmationCode: '000000',
    Password,
  });
  expect(wrong.status).toBe(400);
  expect((await mine?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(200);

  await relay.ok('ConfirmForgotPassword', { ...account, ConfirmationCode, Password });
  expect((await mine?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(401);
  const [again] = await moreSessions(stack, { ...DEMO, password: Password }, 1);
  expect(again && (await eventsOf(again))).toEqual(expect.arrayContaining(['password_reset', 'ended']));
});

test('what was not me is signed out, shown, and followed by what to do', async () => {
  const [stranger] = await moreSessions(stack, DEMO, 1);
  page = await signedInPage(browser, stack.origin, DEMO);
  context = page.context();
  await page.goto('/account/activity');
  await page.getByRole('button', { name: 'Not me: Signed in with e-mail and password' }).first().click();
  await page.getByText('That device is signed out.').waitFor();
  expect((await stranger?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(401);
  await page.getByRole('listitem').filter({ hasText: 'You ended a session' }).waitFor();
  expect((await page.request.get('/api/auth/session')).status()).toBe(200);
  await page.getByRole('link', { name: 'Change your password' }).click();
  await page.getByLabel('New password').waitFor();

  const [another] = await moreSessions(stack, DEMO, 1);
  await page.goto('/account/sessions');
  await page.getByRole('main').getByText('Sign out', { exact: true }).click();
  await page.getByRole('button', { name: /^Not me: / }).click();
  await page.getByText('That device is signed out.').waitFor();
  expect((await another?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(401);
});
