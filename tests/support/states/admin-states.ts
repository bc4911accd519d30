import type { Page } from 'playwright-core';
import { createAccount } from '../../../test-kit/accounts';
import { ADMIN } from '../browser-actions';
import { POOL_ID } from '../token-probe';
import { signInElsewhere } from './device-states';
import { goOn, memberAt, openAs, type Scene, type State } from './state';

/** Somebody's page, who is signed in on three devices. */
const person: State = {
  name: 'admin/user',
  open: async (scene) => {
    await signInElsewhere(scene, 3);
    return openAs(scene, `/admin/${scene.user.sub}`, ADMIN);
  },
};

const asked = (name: string, question: string): State =>
  goOn(person, name, (page) => page.locator('summary').filter({ hasText: question }).first().click());

async function act(page: Page, button: string): Promise<void> {
  const panel = page.locator('details[open]');
  await panel.getByLabel('Reason').fill('Lost laptop');
  await panel.getByRole('button', { name: button }).click();
}

const disable = asked('admin/disable', 'Disable account');

const disabled = goOn(disable, 'admin/disabled', async (page) => {
  await act(page, 'Disable the account');
  await page.getByText('The account is disabled.').waitFor();
});

const crowd: State = {
  name: 'admin/pages',
  open: async (scene: Scene) => {
    const known = { localAws: scene.stack.aws.url, userPoolId: POOL_ID };
    await Promise.all(Array.from({ length: 22 }, () => createAccount({}, known)));
    const page = await openAs(scene, '/admin', ADMIN);
    await page.getByRole('link', { name: 'Next page' }).waitFor();
    return page;
  },
};

/** Administration, and what it is for everyone else. */
export const ADMIN_STATES: readonly State[] = [
  memberAt('admin/nobody-elses', '/admin'),
  memberAt('admin/found', '/admin?person=admin@example.com', ADMIN, { everyRun: true }),
  memberAt('admin/not-found', '/admin?person=zzz', ADMIN),
  goOn(memberAt('', '/admin/00000000-0000-4000-8000-000000000000', ADMIN), 'admin/no-such-user', (page) =>
    page.getByRole('heading', { name: 'There is no such user' }).waitFor(),
  ),
  crowd,
  goOn(memberAt('', '/admin?person=admin', ADMIN), 'admin/oneself', async (page) => {
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await page.waitForURL(/\/admin\/./);
    await page.getByText('This is your own account').waitFor();
  }),
  person,
  asked('admin/sign-out-everywhere', 'Sign out everywhere'),
  { ...asked('admin/reset-password', 'Reset password'), everyRun: true },
  disable,
  disabled,
  goOn(disabled, 'admin/enable', (page) => page.locator('summary', { hasText: 'Enable account' }).click()),
];
