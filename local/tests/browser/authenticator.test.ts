import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { brands } from '../../providers/brands';
import { POOL_ID } from '../support/server';
import { attributesOf, refusal, signOut, submit, untilSignedIn } from './forms';
import { Lab } from './lab';
import { addAuthenticator } from './passkeys';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterEach(async () => {
  await lab.closePages();
  expect(lab.problems.splice(0)).toEqual([]);
});
afterAll(() => lab.stop());

const ADA = { email: 'ada@gmail.example' };

let accounts = 0;

/** Someone whom nobody knows yet. */
function newAccount() {
  accounts += 1;
  return { email: `person.${accounts}@example.com`, password: 'Str0ng-Enough!' };
}

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };
const newestCode = (to: string) => lab.control.newestCode(to);

/** Passwords only: where the outputs name another way in, the Authenticator asks which one, after the first form. */
const openForPasswords = () => lab.open({ outputs: lab.outputs({ passwordless: undefined }) });

/** Shown when Cognito has sent a code to an address. */
const untilAskedForCode = (page: Page) => page.getByRole('heading', { name: 'We Emailed You' }).waitFor();

describe('with a password', () => {
  test('signs up, resends, confirms, and is signed in at once', async () => {
    const { email, password } = newAccount();
    const page = await openForPasswords();
    await page.getByRole('tab', { name: 'Create Account' }).click();
    await submit(page, 'Create Account', { email, password, confirm_password: password });
    await untilAskedForCode(page);
    const first = await newestCode(email);
    await submit(page, 'Resend Code');
    await expect.poll(() => newestCode(email)).not.toBe(first);
    await submit(page, 'Confirm', { confirmation_code: first });
    expect(await refusal(page)).toBe('Invalid verification code provided, please try again.');
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    expect(await attributesOf(page)).toMatchObject({ email, email_verified: 'true' });
  });

  test('cannot sign up with an address that is taken', async () => {
    const { password } = newAccount();
    const page = await openForPasswords();
    await page.getByRole('tab', { name: 'Create Account' }).click();
    await submit(page, 'Create Account', { email: DEMO.username, password, confirm_password: password });
    expect(await refusal(page)).toBe('User already exists');
  });

  test('signs in, stays signed in over a reload, and signs out', async () => {
    const page = await openForPasswords();
    await submit(page, 'Sign in', DEMO);
    expect(await attributesOf(page)).toMatchObject({ email: DEMO.username });
    await page.reload();
    await untilSignedIn(page);
    await signOut(page);
  });

  test.each([
    ['a wrong password', DEMO.username],
    ['an address that nobody has', 'nobody@example.com'],
  ])('is refused with %s', async (_case, username) => {
    const page = await openForPasswords();
    await submit(page, 'Sign in', { username, password: 'Wrong-Passw0rd!' });
    expect(await refusal(page)).toBe('Incorrect username or password.');
  });

  test('signs in unconfirmed, confirms with a new code, and signs in', async () => {
    const { email, password } = newAccount();
    const page = await openForPasswords();
    await page.evaluate((input) => window.auth.signUp(input), { username: email, password });
    const first = await newestCode(email);
    await submit(page, 'Sign in', { username: email, password });
    await untilAskedForCode(page);
    expect(await newestCode(email)).not.toBe(first);
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    await page.getByRole('tab', { name: 'Sign In' }).waitFor();
    await submit(page, 'Sign in', { username: email, password });
    expect(await attributesOf(page)).toMatchObject({ email, email_verified: 'true' });
  });

  test('has forgotten it, and chooses another with a code', async () => {
    const email = await newUser('Old-Passw0rd!');
    const page = await openForPasswords();
    await submit(page, 'Forgot your password?');
    await submit(page, 'Send code', { username: email });
    await chooseNewPassword(page, email, 'New-Passw0rd!');
    await submit(page, 'Sign in', { username: email, password: 'New-Passw0rd!' });
    expect(await attributesOf(page)).toMatchObject({ email });
  });

  test('must choose another after an administrator has reset it', async () => {
    const email = await newUser('Old-Passw0rd!');
    await administer('AdminResetUserPassword', { Username: email });
    const page = await openForPasswords();
    await submit(page, 'Sign in', { username: email, password: 'Old-Passw0rd!' });
    await chooseNewPassword(page, email, 'New-Passw0rd!');
    await submit(page, 'Sign in', { username: email, password: 'New-Passw0rd!' });
    expect(await attributesOf(page)).toMatchObject({ email });
  });

  test('made by an administrator, chooses a password and verifies the address', async () => {
    const { email, password } = newAccount();
    await administer('AdminCreateUser', { Username: email });
    const page = await openForPasswords();
    await submit(page, 'Sign in', { username: email, password: await newestCode(email) });
    await page.getByRole('heading', { name: 'Change Password' }).waitFor();
    await submit(page, 'Change Password', { password, confirm_password: password });
    await page
      .getByRole('heading', { name: 'Account recovery requires verified contact information' })
      .waitFor();
    await page.getByLabel('Email').check({ force: true });
    await submit(page, 'Verify');
    await page.locator('input[name="confirmation_code"]').waitFor();
    await submit(page, 'Submit', { confirmation_code: await newestCode(email) });
    expect(await attributesOf(page)).toMatchObject({ email, email_verified: 'true' });
    await signOut(page);
    await submit(page, 'Sign in', { username: email, password });
    await untilSignedIn(page);
  });
});

async function chooseNewPassword(page: Page, email: string, password: string): Promise<void> {
  // The form that asked for the address has the same heading.
  await page.locator('input[name="confirmation_code"]').waitFor();
  const fields = { confirmation_code: await newestCode(email), password, confirm_password: password };
  await submit(page, 'Submit', fields);
  await page.getByRole('tab', { name: 'Sign In' }).waitFor();
}

describe('with a second factor', () => {
  test('sets up TOTP where the pool demands it, and is asked for it from then on', async () => {
    const pool = await lab.createPool({
      mfa: { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } },
    });
    const email = await newUser('Some-Passw0rd!', pool.poolId);
    const page = await lab.open({ outputs: pool.outputs });
    const credentials = { username: email, password: 'Some-Passw0rd!' };
    await submit(page, 'Sign in', credentials);
    await page.getByRole('heading', { name: 'Setup TOTP' }).waitFor();
    await page.getByRole('img', { name: 'qr code' }).waitFor();
    const secret = (await page.locator('[data-amplify-copy] > div').first().textContent()) ?? '';
    await submit(page, 'Confirm', { confirmation_code: wrongCode(secret) });
    expect(await refusal(page)).toBe('Code mismatch');
    const spent = codeOf(secret);
    await submit(page, 'Confirm', { confirmation_code: spent });
    await untilSignedIn(page);
    await signOut(page);

    await submit(page, 'Sign in', credentials);
    await page.getByRole('heading', { name: 'Confirm TOTP Code' }).waitFor();
    await submit(page, 'Confirm', { confirmation_code: spent });
    expect(await refusal(page)).toBe('Your software token has already been used once.');
    await submit(page, 'Confirm', { confirmation_code: codeOf(secret, 1) });
    expect(await attributesOf(page)).toMatchObject({ email });
  });

  test('switches TOTP on where the pool leaves it open', async () => {
    const email = await newUser('Some-Passw0rd!');
    const page = await openForPasswords();
    await submit(page, 'Sign in', { username: email, password: 'Some-Passw0rd!' });
    await untilSignedIn(page);
    const secret = await page.evaluate(async () => (await window.auth.setUpTOTP()).sharedSecret);
    await page.evaluate(async (code) => {
      await window.auth.verifyTOTPSetup({ code });
      await window.auth.updateMFAPreference({ totp: 'PREFERRED' });
    }, codeOf(secret));
    expect(await page.evaluate(() => window.auth.fetchMFAPreference())).toEqual({
      enabled: ['TOTP'],
      preferred: 'TOTP',
    });
    await signOut(page);
    await submit(page, 'Sign in', { username: email, password: 'Some-Passw0rd!' });
    await submit(page, 'Confirm', { confirmation_code: codeOf(secret, 1) });
    await untilSignedIn(page);
  });

  test('chooses between TOTP and e-mail, and takes e-mail', async () => {
    const pool = await lab.createPool({
      mfa: {
        MfaConfiguration: 'OPTIONAL',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        EmailMfaConfiguration: {},
      },
    });
    const email = await newUser('Some-Passw0rd!', pool.poolId);
    const page = await lab.open({ outputs: pool.outputs });
    await submit(page, 'Sign in', { username: email, password: 'Some-Passw0rd!' });
    await untilSignedIn(page);
    const secret = await page.evaluate(async () => (await window.auth.setUpTOTP()).sharedSecret);
    await page.evaluate(async (code) => {
      await window.auth.verifyTOTPSetup({ code });
      await window.auth.updateMFAPreference({ totp: 'ENABLED', email: 'ENABLED' });
    }, codeOf(secret));
    await signOut(page);
    await submit(page, 'Sign in', { username: email, password: 'Some-Passw0rd!' });
    await page.getByLabel('Email Message').check({ force: true });
    await submit(page, 'Confirm');
    await page.getByRole('heading', { name: 'Confirm Email Code' }).waitFor();
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    await untilSignedIn(page);
  });
});

describe('made by an administrator, where the pool demands a second factor', () => {
  test('chooses to set up e-mail, and is asked for a code to it from then on', async () => {
    const pool = await lab.createPool({
      mfa: {
        MfaConfiguration: 'ON',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        EmailMfaConfiguration: {},
      },
    });
    const { email, password } = newAccount();
    await administer('AdminCreateUser', { UserPoolId: pool.poolId, Username: email });
    const page = await lab.open({ outputs: pool.outputs });
    await submit(page, 'Sign in', { username: email, password: await newestCode(email) });
    await page.getByRole('heading', { name: 'Change Password' }).waitFor();
    await submit(page, 'Change Password', { password, confirm_password: password });
    await page.getByRole('heading', { name: 'Multi-Factor Authentication Setup' }).waitFor();
    await page.getByLabel('Email Message').check({ force: true });
    await submit(page, 'Confirm');
    await submit(page, 'Confirm', { email });
    await page.getByRole('heading', { name: 'Confirm Email Code' }).waitFor();
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    expect(await attributesOf(page)).toMatchObject({ email, email_verified: 'true' });
    await signOut(page);
    await submit(page, 'Sign in', { username: email, password });
    await page.getByRole('heading', { name: 'Confirm Email Code' }).waitFor();
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    await untilSignedIn(page);
  });
});

describe('with a passkey', () => {
  test('makes one when asked after signing in, and signs in with it', async () => {
    const email = await newUser('Some-Passw0rd!');
    const passwordless = { preferredAuthMethod: 'WEB_AUTHN', passkeyRegistrationPrompts: true } as const;
    const page = await lab.open({ authenticator: { passwordless } });
    const passkeys = await addAuthenticator(page);
    await submit(page, 'Other sign-in options', { username: email });
    await submit(page, 'Sign In with Password', { password: 'Some-Passw0rd!' });
    await submit(page, 'Create a Passkey');
    await submit(page, 'Continue');
    await untilSignedIn(page);
    expect(await passkeys()).toBe(1);
    await signOut(page);
    await submit(page, 'Sign In with Passkey', { username: email });
    expect(await attributesOf(page)).toMatchObject({ email });
  });

  test('lists and deletes them', async () => {
    const email = await newUser('Some-Passw0rd!');
    const page = await openForPasswords();
    await addAuthenticator(page);
    await submit(page, 'Sign in', { username: email, password: 'Some-Passw0rd!' });
    await untilSignedIn(page);
    await page.evaluate(() => window.auth.associateWebAuthnCredential());
    const { credentials } = await page.evaluate(() => window.auth.listWebAuthnCredentials());
    expect(credentials).toMatchObject([{ relyingPartyId: 'localhost', authenticatorAttachment: 'platform' }]);
    const credentialId = credentials[0]?.credentialId ?? '';
    await page.evaluate((id) => window.auth.deleteWebAuthnCredential({ credentialId: id }), credentialId);
    expect(await page.evaluate(() => window.auth.listWebAuthnCredentials())).toMatchObject({
      credentials: [],
    });
  });
});

describe('with codes by e-mail', () => {
  test('signs up without a password, is signed in by confirming, and later by a code', async () => {
    const { outputs } = await lab.createPool({
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
      client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      passwordless: { email_otp_enabled: true, preferred_challenge: 'EMAIL_OTP' },
    });
    const { email } = newAccount();
    const page = await lab.open({ outputs });
    await page.getByRole('tab', { name: 'Create Account' }).click();
    await submit(page, 'Create account with Email OTP', { email });
    await untilAskedForCode(page);
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    expect(await attributesOf(page)).toMatchObject({ email, email_verified: 'true' });
    await signOut(page);
    await submit(page, 'Sign In with Email', { username: email });
    await page.getByRole('heading', { name: 'Confirm Email Code' }).waitFor();
    await submit(page, 'Confirm', { confirmation_code: await newestCode(email) });
    await untilSignedIn(page);
  });
});

describe('with another provider', () => {
  test.each(brands.map(({ label, people }) => [label, people[0]] as const))(
    'goes to %s by its button, and comes back signed in',
    async (label, ada) => {
      const page = await openForPasswords();
      await page.getByRole('button', { name: `Sign In with ${label}` }).click();
      await page.getByRole('button', { name: ada?.email ?? '' }).click();
      expect(await attributesOf(page)).toMatchObject({ email: ada?.email, name: 'Ada Lovelace' });
      expect(page.url()).toBe(`${lab.site.origin}/api/auth/callback`);
    },
  );

  test('signs out at the domain too', async () => {
    const page = await openForPasswords();
    await page.getByRole('button', { name: 'Sign In with Google' }).click();
    await page.getByRole('button', { name: ADA.email }).click();
    await untilSignedIn(page);
    await signOut(page);
    expect(page.url()).toBe(`${lab.site.origin}/`);
    const { logout = 0 } = await lab.control.requestCounts();
    expect(logout).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Sign In with Google' }).click();
    await page.getByRole('button', { name: ADA.email }).waitFor();
  });

  test('changes their mind there, and can sign in by other means', async () => {
    const page = await openForPasswords();
    await page.getByRole('button', { name: 'Sign In with Google' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('tab', { name: 'Sign In' }).waitFor();
    await submit(page, 'Sign in', DEMO);
    await untilSignedIn(page);
  });
});

/** What an administrator does in the pool of `amplify/`, or in another. */
const administer = (operation: string, input: Readonly<Record<string, unknown>>) =>
  lab.cognito.adminOk(operation, { UserPoolId: POOL_ID, ...input });

/** Somebody confirmed, with this password. @returns their address */
async function newUser(password: string, UserPoolId = POOL_ID): Promise<string> {
  const { email } = newAccount();
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await administer('AdminCreateUser', {
    UserPoolId,
    Username: email,
    UserAttributes,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: password,
  });
  await administer('AdminSetUserPassword', {
    UserPoolId,
    Username: email,
    Password: password,
    Permanent: true,
  });
  return email;
}

const STEP_SECONDS = 30;

/** The code that an authenticator app shows now, or some steps later: Cognito takes each once. */
function codeOf(secret: string, stepsLater = 0): string {
  const epoch = Math.floor(Date.now() / 1000) + stepsLater * STEP_SECONDS;
  return generateSync({ secret, epoch });
}

/** Six digits that are no code of these minutes. */
function wrongCode(secret: string): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
  );
}
