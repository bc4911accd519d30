import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import type { Account } from '@/test-kit/accounts';
import { CookieJar } from '@/test-kit/cookie-jar';
import {
  ADA,
  ADMIN,
  continueWithGoogle,
  continueWithHosted,
  fillHostedForm,
  goToManagedLogin,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { callRelay } from '@/tests/support/call-relay';
import { moreSessions } from '@/tests/support/more-sessions';
import { oldSignIn } from '@/tests/support/old-sign-in';
import { COOKIE, holderOf, sessionCookie } from '@/tests/support/session-cookie';
import type { ProductStack } from '@/tests/support/stack';
import { CLIENT_ID } from '@/tests/support/token-probe';
import { test, type Visit } from './fixture';

/** Longer than a sign-in counts as recent. */
const QUARTER_MS = 15 * 60_000;

async function signInHosted(page: Page, origin: string, user: Account): Promise<CookieJar> {
  await openSignedOut(page, origin);
  await continueWithHosted(page, user);
  await page.waitForURL(`${origin}/protected`);
  return cookieOf(page);
}

/** The session of a page's browser, as a thief would have copied it. */
async function cookieOf(page: Page): Promise<CookieJar> {
  return holderOf((await sessionCookie(page.context())).value);
}

/** Another device of the same person. */
async function anotherDevice(origin: string, user: Pick<Account, 'email' | 'password'>): Promise<CookieJar> {
  const [other = new CookieJar()] = await moreSessions({ origin }, user, 1);
  return other;
}

async function statusOf(origin: string, jar: CookieJar): Promise<number> {
  return (await jar.fetch(`${origin}/api/auth/session`)).status;
}

/** Ends a browser's session from another device of the same person. */
async function endFromElsewhere(origin: string, user: Account, mine: CookieJar): Promise<void> {
  const { sessions } = await (await mine.fetch(`${origin}/api/account/sessions`)).json();
  const { publicId } = sessions.find(({ current }: { current: boolean }) => current);
  const ended = await (await anotherDevice(origin, user)).fetch(
    `${origin}/api/account/sessions/${publicId}`,
    { method: 'DELETE', headers: { origin } },
  );
  expect(ended.status).toBe(204);
}

test('managed login remembers a browser, but not after its session was ended from elsewhere', async ({
  stack: { origin },
  user,
  visit,
}) => {
  const page = await visit.signedOut();
  const mine = await signInHosted(page, origin, user);
  // Signed in still, so this is an ordinary sign-in, and a short one.
  await goToManagedLogin(page);
  await page.waitForURL(`${origin}/`);
  expect((await cookieOf(page)).get(COOKIE)).not.toBe(mine.get(COOKIE));

  await endFromElsewhere(origin, user, await cookieOf(page));
  await page.goto('/sign-in?returnTo=/protected');
  await goToManagedLogin(page);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await fillHostedForm(page, user);
  await page.waitForURL(`${origin}/protected`);
  // Once is enough.
  await page.goto('/sign-in?error=session_ended');
  await goToManagedLogin(page);
  await page.waitForURL(`${origin}/`);
});

test('a device that was signed out from elsewhere is asked by Google’s door as well', async ({
  stack: { origin },
  visit,
}) => {
  const page = await visit.signedOut();
  await openSignedOut(page, origin);
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${origin}/protected`);
  const jar = await cookieOf(page);
  await jar.fetch(`${origin}/api/account/sessions?scope=all`, { method: 'DELETE', headers: { origin } });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: ADA.email }).waitFor();
});

/** A browser whose session was started by a proof that is not recent any more. */
async function openOldSession(
  { visit, stack }: { visit: Visit; stack: ProductStack },
  person: Account | typeof ADMIN,
  path: string,
): Promise<Page> {
  const page = await visit.signedOut();
  await page.context().addCookies([await oldSignIn(stack, person, QUARTER_MS)]);
  await page.goto(path);
  return page;
}

test('what changes how someone signs in asks for a recent sign-in, and goes on where they were', async ({
  stack,
  user,
  visit,
}) => {
  const { origin } = stack;
  const page = await openOldSession({ visit, stack }, user, '/account/security');
  const thief = await cookieOf(page);
  await thief.fetch(`${origin}/api/session-data/kept`, { method: 'PUT', body: '"yes"' });
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByText('Confirm that it’s you.').waitFor();
  // Their way in and no other, with their address filled in.
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(user.email);
  expect(await page.getByRole('link', { name: 'Continue with Google' }).count()).toBe(0);
  await signInEmbedded(page, user);
  await page.waitForURL(`${origin}/account/security`);
  expect(await statusOf(origin, thief)).toBe(401);
  const kept = await (await cookieOf(page)).fetch(`${origin}/api/session-data/kept`);
  expect(await kept.json()).toBe('yes');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByLabel('Code from the app').waitFor();
});

test('managed login confirms it as well, and asks although it remembers', async ({ stack, user, visit }) => {
  const page = await visit.signedOut();
  await signInHosted(page, stack.origin, user);
  await page.context().addCookies([await oldSignIn(stack, user, QUARTER_MS)]);
  await page.goto('/sign-in?error=recent_sign_in_required&returnTo=/account/security');
  await page.evaluate(() =>
    document.querySelector<HTMLFormElement>('form[action="/api/auth/sign-in"]')?.submit(),
  );
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${stack.origin}/account/security`);
});

const SETTINGS = { SoftwareTokenMfaSettings: { Enabled: false } };
const WANTED = { status: 401, type: 'recent_sign_in_required' };

test.for([
  ['ChangePassword', { PreviousPassword: 'any', ProposedPassword: 'Another-Passw0rd!' }],
  ['SetUserMFAPreference', SETTINGS],
  ['AssociateSoftwareToken', {}],
  ['StartWebAuthnRegistration', {}],
  ['DeleteWebAuthnCredential', { CredentialId: 'any' }],
  ['UpdateUserAttributes', { UserAttributes: [{ Name: 'email', Value: 'thief@example.com' }] }],
] as const)(
  '%s with a cookie alone, whose sign-in is old, is refused before Cognito hears of it',
  async ([name, input], { stack, user, visit }) => {
    const count = async () => (await stack.aws.control.requestCounts())[name] ?? 0;
    const before = await count();
    const page = await openOldSession({ visit, stack }, user, '/account');
    expect(await callRelay(page, name, input)).toEqual(WANTED);
    expect(await count()).toBe(before);
    expect((await callRelay(page, 'ListWebAuthnCredentials', {})).status).toBe(200);
  },
);

test('an administrator signs nobody out without a recent sign-in', async ({ stack, user, visit }) => {
  const victim = await anotherDevice(stack.origin, user);
  const path = `/admin?person=${encodeURIComponent(user.email)}`;
  const page = await openOldSession({ visit, stack }, ADMIN, path);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: user.name }).first().click();
  await main.getByText('Sign out everywhere', { exact: true }).click();
  await main.locator('details[open]').getByLabel('Reason').fill('A test');
  await main.getByRole('button', { name: 'Sign out all devices' }).click();
  await page.getByText('Confirm that it’s you.').waitFor();
  expect(await statusOf(stack.origin, victim)).toBe(200);
});

/** What the security log of whoever holds this cookie says, newest first. */
async function eventsOf(origin: string, jar: CookieJar): Promise<string[]> {
  const { activity } = await (await jar.fetch(`${origin}/api/account/activity`)).json();
  // Requests of this test come from no browser.
  return activity.flatMap(({ type }: { type: string }) => (type === 'binding_mismatch' ? [] : [type]));
}

test('a second factor that is switched on here signs the others out, and this session has a new id', async ({
  stack: { origin },
  user,
  visit,
}) => {
  const other = await anotherDevice(origin, user);
  const page = await visit.signedIn(user);
  const before = await cookieOf(page);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const href = await page.getByRole('link', { name: 'Open your authenticator app' }).getAttribute('href');
  const secret = new URL(href ?? '').searchParams.get('secret') ?? '';
  await page.getByLabel('Code from the app').fill(generateSync({ secret }));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your authenticator app is on.').waitFor();

  const after = await cookieOf(page);
  expect(after.get(COOKIE)).not.toBe(before.get(COOKIE));
  const answers = [other, before, after].map((jar) => statusOf(origin, jar));
  expect(await Promise.all(answers)).toEqual([401, 401, 200]);
  expect((await eventsOf(origin, after)).slice(0, 2)).toEqual(['second_factor_on', 'ended']);
});

test('a password that is reset in another browser signs its person out everywhere', async ({
  stack: { aws, origin },
  user,
}) => {
  const mine = await anotherDevice(origin, user);
  const relay = new Cognito(`${origin}/api/auth/cognito`);
  const account = { ClientId: CLIENT_ID, Username: user.email };
  await relay.ok('ForgotPassword', account);
  const ConfirmationCode = await aws.control.newestCode(user.email);
  const Password = 'Brand-New-Passw0rd!';
  const wrong = await relay.call('ConfirmForgotPassword', {
    ...account,
    ConfirmationCode: '000000',
    Password,
  });
  expect(wrong.status).toBe(400);
  expect(await statusOf(origin, mine)).toBe(200);

  await relay.ok('ConfirmForgotPassword', { ...account, ConfirmationCode, Password });
  expect(await statusOf(origin, mine)).toBe(401);
  const again = await anotherDevice(origin, { ...user, password: Password });
  expect(await eventsOf(origin, again)).toEqual(expect.arrayContaining(['password_reset', 'ended']));
});

test('what was not me is signed out, shown, and followed by what to do', async ({
  stack: { origin },
  user,
  visit,
}) => {
  const stranger = await anotherDevice(origin, user);
  const page = await visit.signedIn(user);
  await page.goto('/account/activity');
  await page.getByRole('button', { name: 'Not me: Signed in with e-mail and password' }).first().click();
  await page.getByText('That device is signed out.').waitFor();
  expect(await statusOf(origin, stranger)).toBe(401);
  await page.getByRole('listitem').filter({ hasText: 'You ended a session' }).waitFor();
  expect((await page.request.get('/api/auth/session')).status()).toBe(200);
  await page.getByRole('link', { name: 'Change your password' }).click();
  await page.getByLabel('New password').waitFor();

  const another = await anotherDevice(origin, user);
  await page.goto('/account/sessions');
  await page.getByRole('main').getByText('Sign out', { exact: true }).click();
  await page.getByRole('button', { name: /^Not me: / }).click();
  await page.getByText('That device is signed out.').waitFor();
  expect(await statusOf(origin, another)).toBe(401);
});
