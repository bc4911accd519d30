import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { expect } from 'vitest';
import type { Account } from '@/test-kit/accounts';
import { createAccount } from '@/test-kit/accounts';
import { CookieJar } from '@/test-kit/cookie-jar';
import { type FormerApp, startFormerApp } from '@/tests/support/former-app';
import { COOKIE, holderOf, signedInJar } from '@/tests/support/session-cookie';
import type { Stack } from '@/tests/support/stack';
import { CLIENT_ID, POOL_ID } from '@/tests/support/token-probe';
import { testOn } from './fixture';

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const test = testOn({ env: { MIGRATE_FROM: 'amplify', MIGRATE_UNTIL: tomorrow } });

const PREFIX = `CognitoIdentityServiceProvider.${CLIENT_ID}`;
const MIGRATE = '/api/auth/migrate?returnTo=%2Fprotected';
const SIGN_IN_AGAIN = '/sign-in?returnTo=%2Fprotected&error=session_ended';

let former: FormerApp;
test.beforeAll(async ({ stack }) => {
  former = await startFormerApp(stack, { script: 'amplify-app.ts', callback: '/api/auth/callback' });
});
test.afterAll(() => former?.stop());

/** The cookie of a token, by the name that adapter-nextjs gave it. */
function nameOf(jar: CookieJar, part: string): string {
  const name = jar.cookies().find((cookie) => cookie.name.endsWith(`.${part}`))?.name;
  if (name === undefined) throw new Error(`adapter-nextjs set no cookie for the ${part}.`);
  return name;
}

const formerOnes = (jar: CookieJar) => jar.cookies().filter(({ name }) => name.startsWith(PREFIX));

/** The same cookies in another browser. */
function copyOf(jar: CookieJar): CookieJar {
  const copy = new CookieJar();
  for (const { name, value } of jar.cookies()) copy.set(name, value);
  return copy;
}

test('a visitor with cookies of adapter-nextjs is signed in, once, and signs out for good', async ({
  stack,
  user,
  visit,
}) => {
  const jar = await former.signIn(user);
  const stolen = copyOf(jar);
  expect(
    formerOnes(jar)
      .map(({ name }) => name.split('.').at(-1))
      .sort(),
  ).toEqual(['LastAuthUser', 'accessToken', 'idToken', 'refreshToken']);
  const page = await visit.signedOut();
  await page.context().addCookies(jar.cookies());
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  await expect.poll(() => page.getByRole('banner').getByText(user.name).count()).toBe(1);
  await page.goto('/protected');
  expect(await page.getByRole('banner').textContent()).toContain(user.name);
  const names = (await page.context().cookies()).map(({ name }) => name);
  expect(names).toEqual([COOKIE]);

  const replay = await stolen.fetch(`${stack.origin}${MIGRATE}`);
  expect(replay.headers.get('location')).toContain('/api/auth/migrate?again=1');
  expect(stolen.cookies()).toEqual([]);

  await page.context().addCookies(copyOf(jar).cookies());
  await page.request.post('/api/auth/sign-out', { headers: { origin: stack.origin }, maxRedirects: 0 });
  await page.goto('/protected');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await page.context().cookies()).toEqual([]);
});

test('a link on another site, with which these cookies are not sent, leads to a session too', async ({
  stack,
  user,
  visit,
}) => {
  const jar = await former.signIn(user);
  expect(new Set(formerOnes(jar).map(({ sameSite }) => sameSite))).toEqual(new Set(['Strict']));
  const page = await visit.signedOut();
  await page.context().addCookies(jar.cookies());
  const link = `<a href="${stack.origin}/protected">Open</a>`;
  await page.route('http://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: link }),
  );
  await page.goto('http://elsewhere.example/');
  await page.getByRole('link', { name: 'Open' }).click();
  await page.waitForURL('/protected');
  expect(await page.getByRole('banner').textContent()).toContain(user.name);
});

test('tabs that ask at the same moment get one session, by one refresh', async ({ stack, user }) => {
  const cookie = (await former.signIn(user)).header();
  const before = await stack.aws.control.requestCounts();
  const ask = () => fetch(`${stack.origin}${MIGRATE}`, { headers: { cookie }, redirect: 'manual' });
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  const started = answers.filter(({ headers }) => headers.get('location') === '/protected');
  const others = answers.filter((answer) => !started.includes(answer));
  expect(started).toHaveLength(1);
  const after = await stack.aws.control.requestCounts();
  expect((after.GetTokensFromRefreshToken ?? 0) - (before.GetTokensFromRefreshToken ?? 0)).toBe(1);
  // Their next request carries the session that the first one has got meanwhile.
  const [session] = started.flatMap(({ headers }) => headers.getSetCookie()).filter(isSession);
  const jar = holderOf(/=([^;]*)/.exec(session ?? '')?.[1] ?? '');
  for (const { headers } of others) {
    const next = await jar.fetch(headers.get('location') ?? '');
    expect(next.headers.get('location')).toBe('/protected');
  }
});

const isSession = (line: string) => line.startsWith(`${COOKIE}=`);

test('while Cognito is away the cookies are kept', async ({ stack, user }) => {
  const jar = await former.signIn(user);
  const held = formerOnes(jar);
  await stack.aws.control.injectFault({ operation: 'GetTokensFromRefreshToken', mode: 'error', times: 1 });
  const away = await jar.fetch(`${stack.origin}${MIGRATE}`);
  expect([away.status, away.headers.getSetCookie()]).toEqual([503, []]);
  expect(await away.text()).toContain('href="/sign-in?returnTo=%2Fprotected&amp;error=');
  expect(formerOnes(jar)).toEqual(held);
  await jar.fetch(`${stack.origin}${MIGRATE}`);
  expect(await (await jar.fetch(`${stack.origin}/api/check-user`)).json()).toEqual({ user: user.sub });
});

interface Given {
  readonly jar: CookieJar;
  readonly user: Account;
  readonly stack: Stack;
}

const WORTHLESS: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
  'whose id token is signed by somebody else': async ({ jar }) => {
    const idToken = jar.get(nameOf(jar, 'idToken')) ?? '';
    const { privateKey } = await generateKeyPair('RS256');
    const { alg = '', ...header } = decodeProtectedHeader(idToken);
    const forged = new SignJWT(decodeJwt(idToken)).setProtectedHeader({ alg, ...header });
    jar.set(nameOf(jar, 'idToken'), await forged.sign(privateKey));
  },
  'with the refresh token of another user': async ({ jar, stack }) => {
    const other = await former.signIn(
      await createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID }),
    );
    jar.set(nameOf(jar, 'refreshToken'), other.get(nameOf(other, 'refreshToken')) ?? '');
  },
  'with the access token of another user': async ({ jar, stack }) => {
    const other = await former.signIn(
      await createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID }),
    );
    jar.set(nameOf(jar, 'accessToken'), other.get(nameOf(other, 'accessToken')) ?? '');
  },
  'whose refresh token was revoked': async ({ jar, stack }) => {
    const Token = jar.get(nameOf(jar, 'refreshToken'));
    expect((await stack.aws.control.call('RevokeToken', { Token, ClientId: CLIENT_ID })).ok).toBe(true);
  },
  'whose user was deleted': async ({ jar, stack }) => {
    const AccessToken = jar.get(nameOf(jar, 'accessToken'));
    expect((await stack.aws.control.call('DeleteUser', { AccessToken })).ok).toBe(true);
  },
  'without a refresh token': async ({ jar }) => jar.keep(`${nameOf(jar, 'refreshToken')}=; Max-Age=0`),
  'with a refresh token that is none': async ({ jar }) => jar.set(nameOf(jar, 'refreshToken'), '{"$ne":1}'),
};

for (const [what, spoil] of Object.entries(WORTHLESS)) {
  test(`cookies ${what} give nothing and are taken away`, async ({ stack, user }) => {
    const jar = await former.signIn(user);
    await spoil({ jar, user, stack });
    const answer = await jar.fetch(`${stack.origin}${MIGRATE}`);
    expect(answer.headers.get('location')).toBe(SIGN_IN_AGAIN);
    expect(jar.cookies()).toEqual([]);
  });
}

test('a device whose session was ended from elsewhere is not signed in by its old cookies', async ({
  stack,
  user,
}) => {
  const [old, elsewhere] = [await former.signIn(user), await signedInJar(stack.origin, user)];
  const withTicket = copyOf(old);
  withTicket.set(COOKIE, (await signedInJar(stack.origin, user)).get(COOKIE) ?? '');
  // Cognito counts in seconds: the sign-ins are before the end by more than one of them.
  const since = Date.now();
  await expect.poll(() => Date.now() - since, { timeout: 5000 }).toBeGreaterThan(2500);
  const headers = { origin: stack.origin };
  const ended = await elsewhere.fetch(`${stack.origin}/api/account/sessions?scope=others`, {
    method: 'DELETE',
    headers,
  });
  expect(ended.ok).toBe(true);
  for (const jar of [withTicket, old]) {
    const answer = await jar.fetch(`${stack.origin}${MIGRATE}`);
    expect(answer.headers.get('location')).toBe(SIGN_IN_AGAIN);
    expect(formerOnes(jar)).toEqual([]);
  }
});

test('cookies of another app client are left alone', async ({ stack, user }) => {
  const jar = new CookieJar();
  for (const { name, value } of (await former.signIn(user)).cookies()) {
    jar.set(name.replace(CLIENT_ID, 'anotherclient'), value);
  }
  const before = jar.cookies();
  const answer = await jar.fetch(`${stack.origin}${MIGRATE}`);
  expect(answer.headers.get('location')).toBe('/sign-in?returnTo=%2Fprotected');
  expect(jar.cookies()).toEqual(before);
});
