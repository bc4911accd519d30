import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { Cognito } from '../../../local/testing/cognito';
import { continueWithEmail, DEMO, fillSignUp, newAccount, signInEmbedded } from '../browser-actions';
import { signInAtCognito } from '../old-sign-in';
import { POOL_ID } from '../token-probe';
import { clearFaults, expired, goOn, type Scene, type State, visitorAt } from './state';

const WRONG_PASSWORD = 'Not-The-Passw0rd!';

const signInPage = visitorAt('sign-in', '/sign-in');

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (page: Page, text: string | RegExp) => page.getByRole('main').getByText(text).first().waitFor();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

/** The form, after an address was given. */
const form = {
  ...goOn(signInPage, 'authenticator/sign-in', async (page) => {
    await continueWithEmail(page, DEMO);
    await page.getByLabel('Password', { exact: true }).waitFor();
  }),
  everyRun: true,
};

const signUp = {
  ...goOn(form, 'authenticator/sign-up', async (page) => {
    await page.getByRole('tab', { name: 'Create account' }).click();
    await page.getByLabel('Confirm password').waitFor();
  }),
  everyRun: true,
};

const signUpCode = goOn(signInPage, 'authenticator/sign-up-code', async (page) => {
  await fillSignUp(page, newAccount());
  await page.getByLabel('Code').waitFor();
});

const reset = {
  ...goOn(form, 'authenticator/reset', async (page) => {
    await press(page, 'Forgot your password?');
    await heading(page, 'Reset your password');
  }),
  everyRun: true,
};

const resetCode = goOn(reset, 'authenticator/reset-code', async (page, { user }) => {
  await page.getByLabel('E-mail', { exact: true }).fill(user.email);
  await press(page, 'Send code');
  await page.getByLabel('Code').waitFor();
});

/** Signs in as someone whom an administrator has given a password. */
const newPassword: State = goOn(signInPage, 'authenticator/new-password', async (page, { stack, user }) => {
  const given = { Username: user.email, Password: user.password, Permanent: false };
  await new Cognito(stack.aws.url).adminOk('AdminSetUserPassword', { UserPoolId: POOL_ID, ...given });
  await signInEmbedded(page, user);
  await heading(page, 'Choose a new password');
});

/** Gives an account an authenticator app, as the security page does. */
export async function addAuthenticatorApp({ stack, user }: Scene): Promise<void> {
  const cognito = new Cognito(stack.aws.url);
  const { accessToken: AccessToken } = await signInAtCognito(stack, user);
  const { SecretCode } = await cognito.ok('AssociateSoftwareToken', { AccessToken });
  await cognito.ok('VerifySoftwareToken', { AccessToken, UserCode: generateSync({ secret: SecretCode }) });
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await cognito.ok('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings });
}

const secondFactor: State = {
  name: 'authenticator/second-factor',
  open: async (scene) => {
    await addAuthenticatorApp(scene);
    const page = await signInPage.open(scene);
    await signInEmbedded(page, scene.user);
    await heading(page, 'Enter your code');
    return page;
  },
};

/** Signs in where the pool wants a second factor of everyone, and this person has none yet. */
const setUpApp: State = {
  name: 'authenticator/app-set-up',
  open: async (scene) => {
    const page = await signInPage.open(scene);
    await wantSecondFactor(scene, 'ON');
    await signInEmbedded(page, scene.user);
    await heading(page, 'Set up an authenticator app');
    await says(page, 'Scan this with an authenticator app');
    await page.locator('[data-amplify-qrcode]').waitFor();
    return page;
  },
  mend: (scene) => wantSecondFactor(scene, 'OPTIONAL'),
};

function wantSecondFactor({ stack }: Scene, MfaConfiguration: 'ON' | 'OPTIONAL'): Promise<unknown> {
  return new Cognito(stack.aws.url).adminOk('SetUserPoolMfaConfig', {
    UserPoolId: POOL_ID,
    MfaConfiguration,
    SoftwareTokenMfaConfiguration: { Enabled: true },
  });
}

async function chooseNewPassword(page: Page, code: string, password: string): Promise<void> {
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Confirm password', { exact: true }).fill(password);
  await press(page, 'Change password');
}

/** A code that was left too long. That of a sign-up is called wrong, so that it does not tell of an account. */
const codeExpired: State = {
  name: 'authenticator/reset-code-expired',
  open: async (scene) => {
    const page = await resetCode.open(scene);
    await expired(scene, 'ConfirmForgotPassword');
    await chooseNewPassword(page, '123456', scene.user.password);
    await says(page, 'That code has expired or was used before.');
    return page;
  },
  mend: clearFaults,
};

/** The Authenticator, step by step, with the wrong turns. */
export const AUTHENTICATOR_STATES: readonly State[] = [
  goOn(signInPage, 'authenticator/loading', async (page) => {
    await page.route('**/_next/static/**', () => undefined);
    await continueWithEmail(page, DEMO);
    await says(page, 'Loading the form');
  }),
  goOn(signInPage, 'authenticator/not-loaded', async (page) => {
    await page.waitForLoadState('networkidle');
    await page.route('**/_next/static/**', (route) => route.abort());
    await continueWithEmail(page, DEMO);
    await says(page, 'The form could not be loaded.');
  }),
  form,
  goOn(signInPage, 'authenticator/sign-in-refused', async (page) => {
    await signInEmbedded(page, { ...DEMO, password: WRONG_PASSWORD });
    await says(page, 'That e-mail address or password isn’t right.');
  }),
  goOn(form, 'authenticator/no-passkey', async (page) => {
    await press(page, 'Other ways to sign in');
    await press(page, 'Sign in with a passkey');
    await says(page, /There is no passkey|The passkey was not used/);
  }),
  signUp,
  goOn(signUp, 'authenticator/sign-up-weak', async (page) => {
    await page.getByLabel('Password', { exact: true }).fill('weak');
    await page.getByLabel('Confirm password').fill('other');
    await page.getByLabel('Confirm password').blur();
    await says(page, /at least 8 characters/);
  }),
  goOn(signInPage, 'authenticator/sign-up-taken', async (page, { user }) => {
    await fillSignUp(page, user);
    await says(page, 'There is already an account with this address.');
  }),
  signUpCode,
  goOn(signUpCode, 'authenticator/sign-up-code-wrong', async (page) => {
    await page.getByLabel('Code').fill('000000');
    await press(page, 'Confirm');
    await says(page, 'That code isn’t right.');
  }),
  goOn(signUpCode, 'authenticator/sign-up-code-again', async (page) => {
    await press(page, 'Send a new code');
    await says(page, 'A new code is on its way.');
  }),
  reset,
  resetCode,
  codeExpired,
  goOn(resetCode, 'authenticator/reset-done', async (page, { stack, user }) => {
    await chooseNewPassword(page, await stack.aws.control.newestCode(user.email), user.password);
    await says(page, 'Your password is changed. Sign in with the new one.');
  }),
  newPassword,
  setUpApp,
  secondFactor,
  goOn(secondFactor, 'authenticator/second-factor-wrong', async (page) => {
    await page.locator('input[name=confirmation_code]').fill('000000');
    await press(page, 'Confirm');
    await says(page, 'That code isn’t right.');
  }),
];
