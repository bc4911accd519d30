import type { Page } from 'playwright-core';
import { ADA, ADMIN, continueWithGoogle, openSignedOut } from '../browser-actions';
import { oldSignIn } from '../old-sign-in';
import { clearFaults, expired, goOn, memberAt, type Scene, type State } from './state';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (page: Page, text: string | RegExp) => page.getByRole('main').getByText(text).first().waitFor();

const account = memberAt('account', '/account');

async function saveName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await press(page, 'Save');
}

/** A name as long as one may be, on a page that shows it. */
const longName = (path: string): State =>
  goOn(account, `long-name${path === '/' ? '/home' : path}`, async (page) => {
    await saveName(page, 'W'.repeat(80));
    await says(page, 'Your name is saved.');
    await page.goto(path);
    await page.getByText('W'.repeat(80)).first().waitFor();
  });

const emailCode = goOn(account, 'account/email-code', async (page, { user }) => {
  await page.getByLabel('New e-mail').fill(`new.${user.email}`);
  await press(page, 'Send code');
  await says(page, 'We sent a code to');
});

/** Someone whose accounts belong to Google. */
export const withGoogle = (name: string, path: string, text: string): State => ({
  name,
  open: async ({ signedOut, stack }: Scene) => {
    const page = await signedOut();
    await openSignedOut(page, stack.origin, path);
    await continueWithGoogle(page, ADA);
    await says(page, text);
    return page;
  },
});

const oldAccount: State = {
  name: 'account/sign-in-long-ago',
  open: async ({ signedOut, stack, user }: Scene) => {
    const page = await signedOut();
    await page.context().addCookies([await oldSignIn(stack, user, 3_600_000)]);
    await page.goto('/account');
    await page.getByRole('link', { name: 'Change e-mail' }).waitFor();
    return page;
  },
};

/** The account's first page, with each of its forms; and the pages of the demo, which show who is signed in. */
export const ACCOUNT_STATES: readonly State[] = [
  memberAt('account/administrator', '/account', ADMIN, { everyRun: true }),
  account,
  goOn(account, 'account/name-saved', async (page) => {
    await saveName(page, 'Ada King');
    await says(page, 'Your name is saved.');
  }),
  {
    ...goOn(account, 'account/name-offline', async (page) => {
      await page.context().setOffline(true);
      await saveName(page, 'Ada King');
      await says(page, 'That did not reach the server.');
    }),
    everyRun: true,
  },
  goOn(account, 'account/name-refused', async (page) => {
    await saveName(page, '   ');
    await says(page, 'A name has 1 to 80 characters.');
  }),
  goOn(account, 'account/email-refused', async (page) => {
    await page.getByLabel('New e-mail').fill('nobody');
    await press(page, 'Send code');
    await says(page, 'That is no e-mail address.');
  }),
  goOn(account, 'account/email-code-at-hand', async (page) => {
    await page.getByText('I have a code already').click();
  }),
  emailCode,
  goOn(emailCode, 'account/email-code-wrong', async (page) => {
    await page.getByLabel('Code from the e-mail').fill('000000');
    await press(page, 'Confirm');
    await says(page, 'That code isn’t right.');
  }),
  goOn(emailCode, 'account/email-changed', async (page, { stack, user }) => {
    const code = await stack.aws.control.newestCode(`new.${user.email}`);
    await page.getByLabel('Code from the e-mail').fill(code);
    await press(page, 'Confirm');
    await says(page, 'Your e-mail address is changed.');
  }),
  {
    name: 'account/email-code-expired',
    open: async (scene) => {
      const page = await emailCode.open(scene);
      await expired(scene, 'VerifyUserAttribute');
      await page.getByLabel('Code from the e-mail').fill('123456');
      await press(page, 'Confirm');
      await says(page, 'That code has expired.');
      return page;
    },
    mend: clearFaults,
  },
  goOn(account, 'account/dark', async (page) => {
    await page.getByLabel('Appearance', { exact: true }).selectOption('dark');
    await press(page, 'Apply');
    await says(page, 'Your choice is saved.');
  }),
  goOn(account, 'account/sign-out-everywhere', async (page) => {
    await page.getByText('Sign out everywhere', { exact: true }).click();
    await page.getByRole('button', { name: 'Sign out all devices' }).waitFor();
  }),
  goOn(account, 'account/delete-refused', async (page) => {
    await press(page, 'Delete account');
    await says(page, 'Type “delete” to delete your account.');
  }),
  goOn(account, 'account/deleted', async (page) => {
    await page.getByLabel('To confirm, type delete').fill('delete');
    await press(page, 'Delete account');
    await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
  }),
  withGoogle('account/google', '/account', 'These come from Google.'),
  oldAccount,
  ...['/', '/account', '/account/sessions'].map(longName),
];
