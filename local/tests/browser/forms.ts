import type { Page } from 'playwright-core';

/** Fills in the fields of the form that is shown, by the names that Amplify gives them, and presses a button. */
export async function submit(
  page: Page,
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`form input[name="${name}"]`).fill(value);
  }
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** The Authenticator's message about what Cognito refused. */
export async function refusal(page: Page): Promise<string> {
  return ((await page.getByRole('alert').textContent()) ?? '').trim();
}

/** Waits until the Authenticator shows the site itself. */
export async function untilSignedIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Signed in', exact: true }).waitFor();
}

/** What Cognito knows of who is signed in. */
export async function attributesOf(page: Page): Promise<Readonly<Record<string, string | undefined>>> {
  await untilSignedIn(page);
  return page.evaluate(() => window.auth.fetchUserAttributes());
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('input[name="username"]').waitFor();
}
