import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { refreshTokensIn } from '@/tests/support/aws-traffic';
import { ADA, DEMO, goToManagedLogin, openSignedOut } from '@/tests/support/browser-actions';
import { COOKIE, sessionCookie, signedInJar } from '@/tests/support/session-cookie';
import type { ProductStack } from '@/tests/support/stack';
import { CLIENT_ID } from '@/tests/support/token-probe';
import { testApart } from './fixture';

const test = testApart({ instances: 2 });

/** Whom each instance knows by this cookie. The local Hosting has one address for all of its environments. */
function userOnEveryInstance({ origins }: ProductStack, ticket: string): Promise<unknown[]> {
  return Promise.all(
    origins.map(async (origin) => {
      const answer = await fetch(`${origin}/api/check-user`, { headers: { cookie: `${COOKIE}=${ticket}` } });
      return answer.json();
    }),
  );
}

const KNOWN = { user: expect.any(String) };
const everywhere = ({ origins }: ProductStack, answer: unknown) => origins.map(() => answer);

const ticketOf = async (page: Page) => (await sessionCookie(page.context())).value;

test('signing out ends the session on every instance, at Cognito, and in managed login', async ({
  stack,
  visit,
}) => {
  const page = await visit.signedIn(DEMO);
  const ticket = await ticketOf(page);
  expect(await userOnEveryInstance(stack, ticket)).toEqual(everywhere(stack, KNOWN));
  const [refreshToken = ''] = refreshTokensIn(stack.awsTraffic).slice(-1);
  expect(refreshToken).not.toBe('');

  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);

  expect(await userOnEveryInstance(stack, ticket)).toEqual(everywhere(stack, { user: null }));
  const refused = await stack.aws.control.call('GetTokensFromRefreshToken', {
    RefreshToken: refreshToken,
    ClientId: CLIENT_ID,
  });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ __type: 'NotAuthorizedException' });
  expect((await page.context().cookies()).filter(({ name }) => name === COOKIE)).toEqual([]);

  await openSignedOut(page, stack.origin);
  await goToManagedLogin(page);
  await page.getByLabel('Password', { exact: true }).waitFor();
});

test.for(['GET', 'HEAD'])('%s on the sign-out address changes nothing', async (method, { stack }) => {
  const ticket = (await signedInJar(stack.origin, DEMO)).get(COOKIE) ?? '';
  const answer = await fetch(`${stack.origin}/api/auth/sign-out`, {
    method,
    headers: { cookie: `${COOKIE}=${ticket}`, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  expect(answer.status).toBe(405);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await userOnEveryInstance(stack, ticket)).toEqual(everywhere(stack, KNOWN));
});

const STRANGE_SENDERS: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a neighbouring subdomain', { origin: 'http://app.localhost:3000', 'sec-fetch-site': 'same-site' }],
];

test.for(STRANGE_SENDERS)('a form on %s cannot sign anyone out', async ([, headers], { stack }) => {
  const ticket = (await signedInJar(stack.origin, DEMO)).get(COOKIE) ?? '';
  const answer = await fetch(`${stack.origin}/api/auth/sign-out`, {
    method: 'POST',
    headers: {
      ...headers,
      cookie: `${COOKIE}=${ticket}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    redirect: 'manual',
  });
  expect(answer.status).toBe(403);
  expect(await userOnEveryInstance(stack, ticket)).toEqual(everywhere(stack, KNOWN));
});

test('what Cognito has yet to hear is nobody’s to ask for unless there is a key for it', async ({
  stack,
}) => {
  const headers = { 'x-latchkey-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` };
  const answer = await fetch(`${stack.origin}/api/maintenance`, { method: 'POST', headers });
  expect(answer.status).toBe(404);
});

test('signing out works while Cognito does not answer', async ({ stack, visit }) => {
  const page = await visit.signedIn(ADA.email);
  const ticket = await ticketOf(page);
  await stack.aws.control.injectFault({ operation: 'oauth2/revoke', mode: 'timeout', times: 5 });
  await stack.aws.control.injectFault({ operation: 'RevokeToken', mode: 'timeout', times: 5 });
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);
  expect(await userOnEveryInstance(stack, ticket)).toEqual(everywhere(stack, { user: null }));
});
