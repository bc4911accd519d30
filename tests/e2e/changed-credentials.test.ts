import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { callRelay } from '@/tests/support/call-relay';
import { holderOf, sessionCookie } from '@/tests/support/session-cookie';
import { test } from './fixture';

const NEW_PASSWORD = 'Another-Passw0rd!';

async function changePassword(page: Page, previous: string, proposed: string): Promise<number> {
  const passwords = { PreviousPassword: previous, ProposedPassword: proposed };
  return (await callRelay(page, 'ChangePassword', passwords)).status;
}

test('a new password moves the session to a new id, and whoever copied the old one is out', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  const otherTab = await page.context().newPage();
  await otherTab.goto('/account');
  const before = (await sessionCookie(page.context())).value;
  const thief = holderOf(before);
  await thief.fetch(`${stack.origin}/api/session-data/kept`, { method: 'PUT', body: '"yes"' });

  expect(await changePassword(page, 'Not-The-Passw0rd!', NEW_PASSWORD)).toBe(400);
  expect((await sessionCookie(page.context())).value).toBe(before);

  expect(await changePassword(page, user.password, NEW_PASSWORD)).toBe(200);
  const after = await sessionCookie(page.context());
  expect(after.value).not.toBe(before);
  expect(after).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect((await thief.fetch(`${stack.origin}/api/auth/session`)).status).toBe(401);

  const owner = holderOf(after.value);
  const kept = await owner.fetch(`${stack.origin}/api/session-data/kept`);
  expect(await kept.json()).toBe('yes');
  const devices = await owner.fetch(`${stack.origin}/api/account/sessions`);
  expect((await devices.json()).sessions).toHaveLength(1);
  // Open tabs waited for the end of the old id. They hear of it, ask again, and stay.
  await page.waitForTimeout(3000);
  expect(new URL(page.url()).pathname).toBe('/protected');
  expect(new URL(otherTab.url()).pathname).toBe('/account');
  await otherTab.reload();
  expect(await otherTab.getByRole('main').textContent()).toContain('Your account');
});
