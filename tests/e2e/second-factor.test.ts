import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { ADA, continueWithGoogle, openSignedOut, signInEmbedded } from '@/tests/support/browser-actions';
import { moreSessions } from '@/tests/support/more-sessions';
import type { ProductStack } from '@/tests/support/stack';
import { POOL_ID } from '@/tests/support/token-probe';
import { onCacheComponents, onHosting, test } from './fixture';

function codeOf(secret: string, at: number): string {
  return generateSync({ secret, epoch: Math.floor(at / 1000) });
}

async function setUp(page: Page): Promise<string> {
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const link = page.getByRole('link', { name: 'Open your authenticator app' });
  const uri = new URL((await link.getAttribute('href')) ?? '');
  expect(uri.protocol).toBe('otpauth:');
  return uri.searchParams.get('secret') ?? '';
}

/** An operation of an administrator's, on the stack's pool. */
const administer = ({ aws }: ProductStack, operation: string, input: object) =>
  new Cognito(aws.url).adminOk(operation, { UserPoolId: POOL_ID, ...input });

/** What second factors the pool has, beside the app that it comes with. */
const setFactors = (stack: ProductStack, wanted: object) =>
  administer(stack, 'SetUserPoolMfaConfig', {
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    ...wanted,
  });

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function expectToBeIn(page: Page, { origin }: ProductStack, { name }: { name: string }): Promise<void> {
  await page.waitForURL(`${origin}/protected`);
  expect(await page.getByRole('banner').textContent()).toContain(name);
}

test('an authenticator app is set up, asked for at the next sign-in, and switched off', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  const secret = await setUp(page);
  const code = page.getByLabel('Code from the app');
  await code.fill('12345');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('That code is not right.').waitFor();
  await code.fill(codeOf(secret, Date.now()));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your authenticator app is on.').waitFor();

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${stack.origin}/`);
  await openSignedOut(page, stack.origin);
  await signInEmbedded(page, user);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  const asked = page.locator('input[name=confirmation_code]');
  await asked.fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('That code isn’t right. Check it and try again.').waitFor();
  // Cognito takes each code once; the next one is good already (RFC 6238 §5.2).
  await asked.fill(codeOf(secret, Date.now() + 30_000));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(`${stack.origin}/protected`);

  await page.goto('/account/security');
  await page.getByText('Turn off', { exact: true }).click();
  await page.getByRole('button', { name: 'Turn off two-step verification' }).click();
  await page.getByText('Your authenticator app is off.').waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
});

// There Next answers a form that came without scripts by the page alone (docs/decisions/0076).
test.skipIf(onCacheComponents)(
  'without scripts too an authenticator app is set up by a QR code, and whoever it was not is kept out',
  async ({ stack, user, visit }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled: false });
    await moreSessions(stack, user, 1);
    await page.goto('/account/activity');
    await page.getByRole('button', { name: 'Not me: Signed in with e-mail and password' }).first().click();
    await page.getByText('That device is signed out.').waitFor();
    await page.getByRole('link', { name: 'Turn on two-step verification' }).click();
    const secret = await setUp(page);
    await page.getByRole('img', { name: 'QR code with the key for your authenticator app' }).waitFor();
    await page.getByLabel('Code from the app').fill(codeOf(secret, Date.now()));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Your authenticator app is on.').waitFor();
    await page.getByText('Turn off', { exact: true }).click();
    await page.getByRole('button', { name: 'Turn off two-step verification' }).click();
    await page.getByText('Your authenticator app is off.').waitFor();
  },
);

test('users who come from Google are told that it looks after this', async ({ stack, visit }) => {
  const page = await visit.signedOut();
  await openSignedOut(page, stack.origin, '/account/security');
  await continueWithGoogle(page, ADA);
  await page.getByText('Google handles two-step verification for your account.').waitFor();
});

// What follows is the same on either host: the form's own steps, and the relay's.
test.skipIf(onHosting)(
  'in the form a password that was given is changed, and a factor that all need is set up',
  async ({ stack, user, visit }) => {
    const given = { Username: user.email, Password: 'Given-Passw0rd!' };
    await administer(stack, 'AdminSetUserPassword', { ...given, Permanent: false });
    await setFactors(stack, { MfaConfiguration: 'ON' });
    try {
      const page = await visit.signedOut();
      await openSignedOut(page, stack.origin);
      await signInEmbedded(page, { email: user.email, password: given.Password });
      await heading(page, 'Choose a new password');
      await page.getByLabel('New password').fill(user.password);
      await page.getByLabel('Confirm password', { exact: true }).fill(user.password);
      await press(page, 'Change password');
      await heading(page, 'Set up an authenticator app');
      const secret = await page.locator('[data-amplify-copy] > div').first().textContent();
      await page.locator('input[name=confirmation_code]').fill(codeOf(secret ?? '', Date.now()));
      await press(page, 'Confirm');
      await expectToBeIn(page, stack, user);
    } finally {
      await setFactors(stack, {});
    }
  },
);

test.skipIf(onHosting)(
  'in the form a code by e-mail is a second factor, a wrong one none',
  async ({ stack, user, visit }) => {
    await setFactors(stack, { EmailMfaConfiguration: {} });
    try {
      const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
      await administer(stack, 'AdminSetUserMFAPreference', { Username: user.email, EmailMfaSettings });
      const page = await visit.signedOut();
      await openSignedOut(page, stack.origin);
      await signInEmbedded(page, user);
      await heading(page, 'Enter your code');
      const code = await stack.aws.control.newestCode(user.email);
      const asked = page.locator('input[name=confirmation_code]');
      await asked.fill(code === '00000000' ? '11111111' : '00000000');
      await press(page, 'Confirm');
      await page.getByText('That code isn’t right. Check it and try again.').waitFor();
      await asked.fill(code);
      await press(page, 'Confirm');
      await expectToBeIn(page, stack, user);
    } finally {
      await setFactors(stack, {});
    }
  },
);
