import type { Page } from 'playwright-core';
import type { LocalAwsControl } from '../../local/testing/control';

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Someone who is there from the start. */
export const DEMO = { email: 'demo@example.com', password: 'Demo-Passw0rd!' };
export const ADMIN = { email: 'admin@example.com', password: 'Admin-Passw0rd!' };
export const ADA = { email: 'ada@gmail.example' };
export const GRACE = { email: 'grace@gmail.example' };

let accounts = 0;

/** Someone whom nobody knows yet. */
export function newAccount(): Account {
  accounts += 1;
  const unique = `${Date.now().toString(36)}${accounts}`;
  return { name: `User ${unique}`, email: `user.${unique}@example.com`, password: 'Str0ng-Enough!' };
}

/** Opens a protected page signed out, which leads to the sign-in page. */
export async function openSignedOut(page: Page, origin: string, path = '/protected'): Promise<void> {
  await page.goto(`${origin}${path}`);
  await page.waitForURL(`${origin}/sign-in?returnTo=${encodeURIComponent(path)}`);
}

/** On the sign-in page: chooses Google, and there the account with that address. */
export async function continueWithGoogle(page: Page, { email }: { email: string }): Promise<void> {
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: email }).click();
}

/** From the sign-in page to managed login, as its form leads there where a deployment has `SIGN_IN_FORM=hosted`. */
export async function goToManagedLogin(page: Page): Promise<void> {
  const { origin, searchParams } = new URL(page.url());
  const query = new URLSearchParams({ provider: 'COGNITO', returnTo: searchParams.get('returnTo') ?? '/' });
  await page.goto(`${origin}/api/auth/sign-in?${query}`);
}

/** On the sign-in page: gives an address, which leads to the Authenticator. */
export async function continueWithEmail(page: Page, { email }: { email: string }): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** From the sign-in page to managed login, and signs in there. */
export async function continueWithHosted(
  page: Page,
  user: { email: string; password: string },
): Promise<void> {
  await goToManagedLogin(page);
  await fillHostedForm(page, user);
}

/** On managed login's own page. */
export async function fillHostedForm(page: Page, user: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Email address').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** From the sign-in page to managed login, and makes an account there with the code from the inbox. */
export async function signUpHosted(page: Page, account: Account, aws: LocalAwsControl): Promise<void> {
  await goToManagedLogin(page);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Email address').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  const code = page.getByLabel('Confirmation code');
  await code.waitFor();
  await code.fill(await aws.newestCode(account.email));
  await page.getByRole('button', { name: 'Confirm account' }).click();
}

/** On the sign-in page: opens the Authenticator and asks for an account, up to the step that wants the code. */
export async function fillSignUp(page: Page, account: Account): Promise<void> {
  await continueWithEmail(page, account);
  await page.getByRole('tab', { name: 'Create account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(account.name);
  await page.getByLabel('E-mail', { exact: true }).fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByLabel('Confirm password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** On the sign-in page: opens the Authenticator and makes an account, which signs in by itself afterwards. */
export async function signUpEmbedded(page: Page, account: Account, aws: LocalAwsControl): Promise<void> {
  await fillSignUp(page, account);
  const code = page.getByLabel('Code');
  await code.waitFor();
  await code.fill(await aws.newestCode(account.email));
  await page.getByRole('button', { name: 'Confirm' }).click();
}

/** On the sign-in page: opens the Authenticator and signs in by SRP. */
export async function signInEmbedded(page: Page, user: { email: string; password: string }): Promise<void> {
  await continueWithEmail(page, user);
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
