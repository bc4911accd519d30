import type { Page } from 'playwright-core';
import { DEMO, fillHostedForm, goToManagedLogin } from '../browser-actions';
import { goOn, type Scene, type State } from './state';

/** Managed login's page, as the app leads to it. */
const signIn: State = {
  name: 'managed-login/sign-in',
  open: async ({ signedOut }: Scene) => {
    const page = await signedOut();
    await page.goto('/sign-in?returnTo=/account');
    await goToManagedLogin(page);
    await page.getByLabel('Password', { exact: true }).waitFor();
    return page;
  },
};

const by = (name: string, link: string, field: string) =>
  goOn(signIn, name, async (page) => {
    await page.getByRole('link', { name: link }).click();
    await page.getByLabel(field).first().waitFor();
  });

const chooser = goOn(signIn, 'google/accounts', async (page) => {
  await page.getByRole('button', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: 'ada@gmail.example' }).waitFor();
});

const at = (name: string, path: string): State => ({
  name,
  open: async ({ signedOut, stack, user }: Scene) => {
    await stack.aws.control.call('ForgotPassword', { Username: user.email });
    const page = await signedOut();
    await page.goto(`${stack.aws.url}${path}`);
    await heading(page);
    return page;
  },
});

const heading = (page: Page) => page.getByRole('heading').first().waitFor();

/** The local AWS's own pages: Cognito's managed login, Google, and the inbox. */
export const LOCAL_AWS_STATES: readonly State[] = [
  signIn,
  goOn(signIn, 'managed-login/refused', async (page) => {
    await fillHostedForm(page, { ...DEMO, password: 'wrong' });
    await page.getByRole('alert').waitFor();
  }),
  by('managed-login/sign-up', 'Create an account', 'Email address'),
  by('managed-login/forgotten-password', 'Forgot your password?', 'Email address'),
  chooser,
  goOn(chooser, 'google/another-account', async (page) => {
    await page.getByRole('button', { name: 'Use another account' }).click();
    await page.getByLabel('Name').waitFor();
  }),
  at('local-aws/google-people', '/google/people'),
  at('local-aws/inbox', '/inbox'),
  at('local-aws/error', '/error?error=redirect_mismatch'),
];
