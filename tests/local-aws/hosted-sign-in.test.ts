import * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalAws } from '@/local/server';
import { CALLBACK, discoverApp, redeem, startAttempt } from './support/app';
import { CLIENT_ID, startServer } from './support/server';
import { Visitor } from './support/visitor';

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };

let local: LocalAws;
let app: oidc.Configuration;
let visitor: Visitor;
beforeAll(async () => {
  local = await startServer();
  app = await discoverApp(local.url);
});
afterAll(() => local.close());
beforeEach(async () => {
  await local.services.reset();
  visitor = new Visitor(local.url);
});

/** Signs the demo person in and comes back to the app with a code. */
async function signIn(parameters?: Record<string, string>) {
  const attempt = await startAttempt(app, parameters);
  await visitor.open(attempt.url.href);
  await visitor.press('Sign in', DEMO);
  return { attempt, returned: visitor.shown.url };
}

const tokensOfNewSignIn = async () => {
  const { attempt, returned } = await signIn();
  return redeem(app, returned, attempt);
};

describe('managed login with openid-client', () => {
  test('signs in by password: code, id token with nonce and at_hash, user info', async () => {
    const { attempt, returned } = await signIn();
    expect(returned.href).toMatch(`${CALLBACK}?code=`);
    const tokens = await redeem(app, returned, attempt);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      email: 'demo@example.com',
      email_verified: true,
      name: 'Demo Person',
      nonce: attempt.checks.expectedNonce,
      token_use: 'id',
    });
    expect(claims?.at_hash).toMatch(/^[\w-]{22}$/);
    expect(claims?.['cognito:username']).toBe(claims?.sub);
    expect(tokens.expires_in).toBe(15 * 60);
    const info = await oidc.fetchUserInfo(app, tokens.access_token, claims?.sub ?? '');
    expect(info).toMatchObject({
      email: 'demo@example.com',
      email_verified: 'true',
      username: claims?.sub,
    });
  });

  test('refreshes with rotation, keeps the sign-in, and revokes the whole family', async () => {
    const tokens = await tokensOfNewSignIn();
    const refreshed = await oidc.refreshTokenGrant(app, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    expect(refreshed.claims()).toMatchObject({
      origin_jti: tokens.claims()?.origin_jti,
      auth_time: tokens.claims()?.auth_time,
    });
    await oidc.tokenRevocation(app, refreshed.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(app, refreshed.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const sub = tokens.claims()?.sub ?? '';
    await expect(oidc.fetchUserInfo(app, refreshed.access_token, sub)).rejects.toMatchObject({ status: 401 });
  });

  test('says no to a wrong password and to an unknown name in the same words, keeping the name', async () => {
    const { url } = await startAttempt(app);
    for (const username of [DEMO.username, 'nobody@example.com']) {
      await visitor.open(url.href);
      await visitor.press('Sign in', { username, password: 'Wrong-Passw0rd!' });
      expect(visitor.message).toBe('Incorrect username or password.');
      expect(visitor.shown.html).toContain(`value="${username}"`);
    }
  });

  test('remembers the browser for an hour, and no longer', async () => {
    const first = await tokensOfNewSignIn();
    local.services.clock.advance(59 * 60_000);
    const again = await startAttempt(app);
    await visitor.open(again.url.href);
    expect(visitor.shown.url.origin).toBe(new URL(CALLBACK).origin);
    const code = visitor.shown.url.searchParams.get('code') ?? '';
    const { authTime } = local.services.authorizationCodes.get(code) ?? {};
    expect(Math.floor((authTime ?? 0) / 1000)).toBe(first.claims()?.auth_time);
    local.services.clock.advance(61_000);
    await visitor.open(again.url.href);
    expect(visitor.shown.url.pathname).toBe('/login');
  });

  test('keeps its cookies to itself: HttpOnly, host-only, one hour', async () => {
    const { url } = await startAttempt(app);
    await visitor.open(url.href);
    const fields = /name="_csrf" value="([^"]+)".*?name="made_at" value="(\d+)"/s.exec(visitor.shown.html);
    const response = await visitor.jar.fetch(visitor.shown.url.href, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: fields?.[1] ?? '', made_at: fields?.[2] ?? '', ...DEMO }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('cognito='));
    expect(cookie).toMatch(/^cognito=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('is not ended by GlobalSignOut or by revoking the refresh token', async () => {
    const tokens = await tokensOfNewSignIn();
    await oidc.tokenRevocation(app, tokens.refresh_token ?? '');
    const [demo] = local.services.users.named(local.services.directory.pool(poolId()), DEMO.username);
    if (demo) local.services.tokens.revokeAllOf(demo);
    await visitor.open((await startAttempt(app)).url.href);
    expect(visitor.shown.url.searchParams.get('code')).toBeTruthy();
  });

  test('does not sign in somebody who was disabled meanwhile', async () => {
    await signIn();
    const [demo] = local.services.users.named(local.services.directory.pool(poolId()), DEMO.username);
    if (demo) local.services.users.update(demo, { enabled: false });
    await visitor.open((await startAttempt(app)).url.href);
    expect(visitor.shown.url.pathname).toBe('/login');
    await visitor.press('Sign in', DEMO);
    expect(visitor.message).toBe('User is disabled.');
  });
});

const poolId = () => local.services.directory.client(CLIENT_ID).poolId;

describe('prompt, login_hint and lang', () => {
  test('prompt=none without a session goes back with login_required', async () => {
    const { url, checks } = await startAttempt(app, { prompt: 'none' });
    await visitor.open(url.href);
    expect(Object.fromEntries(visitor.shown.url.searchParams)).toEqual({
      error: 'login_required',
      state: checks.expectedState,
    });
  });

  test('prompt=none with a session goes back with a code', async () => {
    await signIn();
    await visitor.open((await startAttempt(app, { prompt: 'none' })).url.href);
    expect(visitor.shown.url.searchParams.get('code')).toBeTruthy();
  });

  test('prompt=login asks again, and makes the sign-in a new one', async () => {
    await signIn();
    local.services.clock.advance(30 * 60_000);
    const attempt = await startAttempt(app, { prompt: 'login' });
    await visitor.open(attempt.url.href);
    expect(visitor.shown.url.pathname).toBe('/login');
    await visitor.press('Sign in', DEMO);
    const code = visitor.shown.url.searchParams.get('code') ?? '';
    expect(local.services.authorizationCodes.get(code)?.authTime).toBeGreaterThan(Date.now() + 29 * 60_000);
  });

  test('login_hint fills in the name', async () => {
    await visitor.open((await startAttempt(app, { login_hint: 'ada@example.com' })).url.href);
    expect(visitor.shown.html).toMatch(/<input[^>]*name="username"[^>]*value="ada@example\.com"/);
  });

  test.each([
    ['de', 'Anmelden'],
    ['fr', 'Se connecter'],
    ['ja', 'サインイン'],
    ['pt-BR', 'Entrar'],
    ['tlh', 'Sign in'],
  ])('lang=%s greets with "%s"', async (lang, heading) => {
    await visitor.open((await startAttempt(app, { lang })).url.href);
    expect(visitor.heading).toBe(heading);
  });
});

describe('forms of managed login', () => {
  test('a form from another site is refused', async () => {
    const { url } = await startAttempt(app);
    const { search } = url;
    const body = new URLSearchParams({ ...DEMO, _csrf: 'x'.repeat(22), made_at: String(Date.now()) });
    const response = await fetch(`${local.url}/login${search}`, { method: 'POST', body, redirect: 'manual' });
    expect(response.headers.get('location')).toContain('/error?error=invalid_csrf');
    expect(local.services.loginSessions.size).toBe(0);
  });

  test('a form that lay open for more than five minutes is refused', async () => {
    await visitor.open((await startAttempt(app)).url.href);
    local.services.clock.advance(5 * 60_000 + 1_000);
    await visitor.press('Sign in', DEMO);
    expect(visitor.shown).toMatchObject({ status: 400 });
    expect(visitor.message).toBe('Something went wrong');
  });

  test('what a person typed comes back as text, never as markup', async () => {
    const username = '"><script>alert(1)</script>';
    await visitor.open((await startAttempt(app)).url.href);
    await visitor.press('Sign in', { username, password: 'x' });
    expect(visitor.shown.html).not.toContain('<script>alert');
    expect(visitor.shown.html).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('pages forbid inline code and framing', async () => {
    const response = await fetch(`${local.url}/login${(await startAttempt(app)).url.search}`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
