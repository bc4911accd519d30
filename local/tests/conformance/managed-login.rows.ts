import { expect } from 'vitest';
import { Visitor } from '../support/visitor';
import { APP, authorize, CALLBACK, expectError, query, returned, SIGNED_OUT, signIn } from './managed-login';
import { area } from './row';
import { MINUTE } from './world';

const { rows, row } = area('Managed login', { client: APP });
export const managedLoginRows = rows;

row('GET /oauth2/authorize', '302 to /login with the same query', 'GN', async (world) => {
  const url = `${world.local.url}/oauth2/authorize?${query(world)}`;
  const response = await fetch(url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, `/login?${query(world)}`]);
});

row('A right password', '302 to the redirect URI with code and state', 'GN', async (world) => {
  const { visitor } = await signIn(world);
  expect(visitor.shown.url.href).toMatch(`${CALLBACK}?code=`);
  expect(returned(visitor)).toEqual({ code: expect.any(String), state: 's' });
});

row('A wrong password', 'the form again, "Incorrect username or password."', 'OB', async (world) => {
  const { email } = await world.user();
  const visitor = await authorize(world);
  await visitor.press('Sign in', { username: email, password: 'Wrong-Horse-9!' });
  expect(visitor.message).toBe('Incorrect username or password.');
});

row('Authorize with a session', '302 straight to the redirect URI with a code', 'GN', async (world) => {
  const { visitor } = await signIn(world);
  await authorize(world, {}, visitor);
  expect(returned(visitor)).toHaveProperty('code');
});

row('The session cookie', '`cognito`, HttpOnly, host-only, fixed to one hour', 'G23, FL', async (world) => {
  const { visitor } = await signIn(world);
  expect(visitor.jar.get('cognito')).toMatch(/^[\w-]{43}$/);
  await world.advance(59 * MINUTE);
  await authorize(world, {}, visitor);
  expect(returned(visitor)).toHaveProperty('code');
  await world.advance(2 * MINUTE);
  await authorize(world, {}, visitor);
  expect(visitor.shown.url.pathname).toBe('/login');
});

row(
  'The session cookie after AdminUserGlobalSignOut',
  'still good: only /logout ends it',
  'M',
  async (world) => {
    const { visitor, email } = await signIn(world);
    await world.adminOk('AdminUserGlobalSignOut', { Username: email });
    await authorize(world, {}, visitor);
    expect(returned(visitor)).toHaveProperty('code');
  },
);

row('prompt=none without a session', 'error=login_required with the state', 'GN', async (world) => {
  expect(returned(await authorize(world, { prompt: 'none' }))).toEqual({
    error: 'login_required',
    state: 's',
  });
});

row('prompt=login with a session', 'the form', 'GN', async (world) => {
  const { visitor } = await signIn(world);
  await authorize(world, { prompt: 'login' }, visitor);
  expect(visitor.shown.url.pathname).toBe('/login');
});

row('login_hint', 'fills in the name', 'GN', async (world) => {
  const visitor = await authorize(world, { login_hint: 'hint@example.com' });
  expect(visitor.shown.html).toContain('value="hint@example.com"');
});

for (const [lang, heading] of [
  ['de', 'Anmelden'],
  ['es', 'Iniciar sesión'],
  ['zh-TW', '登入'],
] as const) {
  row(`lang=${lang}`, `the page in that language: "${heading}"`, 'GN', async (world) => {
    expect((await authorize(world, { lang })).heading).toBe(heading);
  });
}

const REFUSED_BY_PAGE = [
  ['no client_id', { client_id: undefined }, "Required String parameter 'client_id' is not present", 'OB'],
  ['an unknown client_id', { client_id: 'nobody' }, 'Client does not exist.', 'INF'],
  [
    'no redirect_uri',
    { redirect_uri: undefined },
    "Required String parameter 'redirect_uri' is not present",
    'OB',
  ],
  [
    'a redirect_uri that is not registered to the letter',
    { redirect_uri: `${CALLBACK}/` },
    'redirect_mismatch',
    'OB',
  ],
  [
    'an identity provider that the client does not have',
    { identity_provider: 'Google' },
    'Login option is not available. Please try another one',
    'OB',
  ],
] as const;

for (const [what, change, message, source] of REFUSED_BY_PAGE) {
  row(`Authorize with ${what}`, `the error page: ${message}`, source, async (world) => {
    expectError(await authorize(world, change), message);
  });
}

const REFUSED_BY_REDIRECT = [
  ['no response_type', { response_type: undefined }, 'invalid_request', 'GN'],
  ['a scope that the client lacks', { scope: 'openid phone' }, 'invalid_scope', 'GN'],
  ['a challenge without its method', { code_challenge: 'x'.repeat(43) }, 'invalid_request', 'GN'],
  [
    'the plain challenge method',
    { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
    'invalid_request',
    'GN',
  ],
] as const;

for (const [what, change, error, source] of REFUSED_BY_REDIRECT) {
  row(`Authorize with ${what}`, `302 to the redirect URI: error=${error}, state`, source, async (world) => {
    expect(returned(await authorize(world, change))).toMatchObject({ error, state: 's' });
  });
}

row(
  'Authorize with a response type that the client may not use',
  '302 to the redirect URI: error=unauthorized_client',
  'GN',
  async (world) => {
    const visitor = await authorize(world, { response_type: 'token' });
    expect(returned(visitor)).toEqual({ error: 'unauthorized_client', state: 's' });
  },
  { client: { ...APP, AllowedOAuthFlows: ['code'] } },
);

row(
  'The implicit grant',
  'tokens, token_type, expires_in and state in the fragment',
  'G23',
  async (world) => {
    const { visitor } = await signIn(world, { response_type: 'token' });
    const fragment = [...new URLSearchParams(visitor.shown.url.hash.slice(1)).keys()];
    expect(fragment).toEqual(['id_token', 'access_token', 'token_type', 'expires_in', 'state']);
  },
);

row('A login form older than five minutes', 'the error page: Something went wrong', 'G23', async (world) => {
  const { email } = await world.user();
  const visitor = await authorize(world);
  await world.advance(5 * MINUTE + 1);
  await visitor.press('Sign in', { username: email, password: 'x' });
  expectError(visitor, 'Something went wrong');
});

row('A form without the CSRF token', 'the error page', 'INF', async (world) => {
  const visitor = await authorize(world);
  visitor.jar.set('XSRF-TOKEN', 'another');
  await visitor.press('Sign in', { username: 'x', password: 'x' });
  expectError(visitor, 'invalid_csrf');
});

row('/logout with a registered logout_uri', 'session over, 302 there', 'GN', async (world) => {
  const { visitor } = await signIn(world);
  await visitor.open(`/logout?client_id=${world.clientId}&logout_uri=${SIGNED_OUT}`);
  expect(visitor.shown.url.href).toBe(SIGNED_OUT);
  await authorize(world, {}, visitor);
  expect(visitor.shown.url.pathname).toBe('/login');
});

row(
  '/logout with redirect_uri and response_type',
  'session over, 302 to /login for it',
  'GN',
  async (world) => {
    const { visitor } = await signIn(world);
    await visitor.open(`/logout?${query(world)}`);
    expect(visitor.shown.url.pathname + visitor.shown.url.search).toBe(`/login?${query(world)}`);
  },
);

row('/logout with a logout_uri without its slash', 'the error page; still signed in', 'OB', async (world) => {
  const { visitor } = await signIn(world);
  await visitor.open(`/logout?client_id=${world.clientId}&logout_uri=${SIGNED_OUT.slice(0, -1)}`);
  expectError(visitor, "Required String parameter 'redirect_uri' is not present");
  await authorize(world, {}, visitor);
  expect(returned(visitor)).toHaveProperty('code');
});

row('Sign-up and confirmation', 'the code from the inbox, then signed in', 'INF', async (world) => {
  const email = world.newEmail();
  const visitor = new Visitor(world.local.url);
  await visitor.open(`/signup?${query(world)}`);
  await visitor.press('Sign up', { username: email, password: 'Correct-Horse-9!' });
  await visitor.press('Confirm account', { code: world.code(email) });
  expect(returned(visitor)).toEqual({ code: expect.any(String), state: 's' });
});
