import type { Page } from 'playwright-core';
import { addAuthenticator } from '../../../local/tests/browser/passkeys';
import { ADMIN } from '../browser-actions';
import { oldSignIn } from '../old-sign-in';
import { withGoogle } from './account-states';
import { addAuthenticatorApp } from './authenticator-states';
import { goOn, memberAt, openAs, type Scene, type State } from './state';

const PATH = '/account/security';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (page: Page, text: string | RegExp) => page.getByRole('main').getByText(text).first().waitFor();

const security = memberAt('security', PATH);

async function changePassword(page: Page, from: string, to: string): Promise<void> {
  await page.getByLabel('Current password').fill(from);
  await page.getByLabel('New password').fill(to);
  await press(page, 'Change password');
}

const setUp: State = {
  ...goOn(security, 'security/authenticator-app', async (page) => {
    await press(page, 'Set up an authenticator app');
    await page.getByRole('img', { name: 'QR code with the key for your authenticator app' }).waitFor();
  }),
  everyRun: true,
  readme: 'security',
};

const appIsOn: State = {
  name: 'security/authenticator-app-on',
  open: async (scene) => {
    const page = await openAs(scene, '/account');
    await addAuthenticatorApp(scene);
    await page.goto(PATH);
    await says(page, 'On. Signing in asks for a code');
    return page;
  },
};

const withPasskey: State = {
  name: 'security/passkey-added',
  open: async (scene) => {
    const page = await openAs(scene, '/account');
    await addAuthenticator(page);
    await page.goto(PATH);
    await press(page, 'Add a passkey');
    await says(page, 'Your passkey is added.');
    return page;
  },
};

const longAgo: State = {
  name: 'security/sign-in-long-ago',
  open: async ({ signedOut, stack, user }: Scene) => {
    const page = await signedOut();
    await page.context().addCookies([await oldSignIn(stack, user, 3_600_000)]);
    await page.goto(PATH);
    await page.getByRole('link', { name: 'Change password' }).waitFor();
    return page;
  },
};

/** The security page with each of its forms. */
export const SECURITY_STATES: readonly State[] = [
  memberAt('security/administrator', PATH, ADMIN, { everyRun: true }),
  security,
  goOn(security, 'security/password-wrong', async (page) => {
    await changePassword(page, 'Not-The-Passw0rd!', 'Another-Passw0rd!');
    await says(page, 'Your current password isn’t right.');
  }),
  goOn(security, 'security/password-weak', async (page, { user }) => {
    await changePassword(page, user.password, 'weak');
    await says(page, 'The new password is too weak.');
  }),
  goOn(security, 'security/password-changed', async (page, { user }) => {
    await changePassword(page, user.password, 'Another-Passw0rd!');
    await says(page, 'Your password is changed.');
  }),
  setUp,
  goOn(setUp, 'security/authenticator-app-wrong', async (page) => {
    await page.getByLabel('Code from the app').fill('12345');
    await press(page, 'Confirm');
    await says(page, 'That code is not right.');
  }),
  appIsOn,
  goOn(appIsOn, 'security/authenticator-app-off', async (page) => {
    await page.getByText('Turn off', { exact: true }).click();
    await page.getByRole('button', { name: 'Turn off two-step verification' }).waitFor();
  }),
  withPasskey,
  goOn(withPasskey, 'security/passkey-remove', async (page) => {
    await page.getByText('Remove', { exact: true }).click();
    await page.getByRole('button', { name: 'Remove passkey' }).waitFor();
  }),
  goOn(security, 'security/passkey-refused', async (page) => {
    await page.evaluate(() => {
      navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await press(page, 'Add a passkey');
    await says(page, 'No passkey was added.');
  }),
  withGoogle('security/google', PATH, 'Google handles two-step verification for your account.'),
  longAgo,
];
