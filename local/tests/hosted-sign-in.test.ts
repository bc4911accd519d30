import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { CALLBACK, startAttempt } from './support/app';
import { DEMO, hostedLogin } from './support/hosted';

const at = hostedLogin();

describe('managed login with openid-client', () => {
  test('signs in by password: code, id token with nonce and at_hash, user info', async () => {
    const attempt = await at.signIn();
    expect(at.visitor.shown.url.href).toMatch(`${CALLBACK}?code=`);
    const tokens = await at.redeem(attempt);
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
    const info = await oidc.fetchUserInfo(at.app, tokens.access_token, claims?.sub ?? '');
    expect(info).toMatchObject({
      email: 'demo@example.com',
      email_verified: 'true',
      username: claims?.sub,
    });
  });

  test('refreshes with rotation, keeps the sign-in, and revokes the whole family', async () => {
    const tokens = await at.redeem(await at.signIn());
    const refreshed = await oidc.refreshTokenGrant(at.app, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    expect(refreshed.claims()).toMatchObject({
      origin_jti: tokens.claims()?.origin_jti,
      auth_time: tokens.claims()?.auth_time,
    });
    await oidc.tokenRevocation(at.app, refreshed.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(at.app, refreshed.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const sub = tokens.claims()?.sub ?? '';
    await expect(oidc.fetchUserInfo(at.app, refreshed.access_token, sub)).rejects.toMatchObject({
      status: 401,
    });
  });

  test('says no to a wrong password and to an unknown name in the same words, keeping the name', async () => {
    const { url } = await startAttempt(at.app);
    for (const username of [DEMO.username, 'nobody@example.com']) {
      await at.visitor.open(url.href);
      await at.visitor.press('Sign in', { username, password: 'Wrong-Passw0rd!' });
      expect(at.visitor.message).toBe('Incorrect username or password.');
      expect(at.visitor.shown.html).toContain(`value="${username}"`);
    }
  });

  test('locks somebody out after five wrong passwords, for a moment', async () => {
    await at.open();
    for (let times = 0; times < 5; times++) {
      await at.visitor.press('Sign in', { ...DEMO, password: 'Wrong-Passw0rd!' });
      expect(at.visitor.message).toBe('Incorrect username or password.');
    }
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.message).toBe('Too many attempts. Wait a while and try again.');
    at.local.services.clock.advance(2_000);
    await at.visitor.press('Sign in', DEMO);
    expect(at.returned).toHaveProperty('code');
  });

  test('remembers the browser for an hour, and no longer', async () => {
    const first = await at.redeem(await at.signIn());
    at.local.services.clock.advance(59 * 60_000);
    const again = await startAttempt(at.app);
    await at.visitor.open(again.url.href);
    expect(at.visitor.shown.url.origin).toBe(new URL(CALLBACK).origin);
    const { authTime } = at.local.services.authorizationCodes.get(at.returned.code ?? '') ?? {};
    expect(Math.floor((authTime ?? 0) / 1000)).toBe(first.claims()?.auth_time);
    at.local.services.clock.advance(61_000);
    await at.visitor.open(again.url.href);
    expect(at.visitor.shown.url.pathname).toBe('/login');
  });

  test('keeps its cookies to itself: HttpOnly, host-only, one hour', async () => {
    await at.open();
    const fields = /name="_csrf" value="([^"]+)".*?name="made_at" value="(\d+)"/s.exec(at.visitor.shown.html);
    const response = await at.visitor.jar.fetch(at.visitor.shown.url.href, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: fields?.[1] ?? '', made_at: fields?.[2] ?? '', ...DEMO }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('cognito='));
    expect(cookie).toMatch(/^cognito=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('is not ended by GlobalSignOut or by revoking the refresh token', async () => {
    const tokens = await at.redeem(await at.signIn());
    await oidc.tokenRevocation(at.app, tokens.refresh_token ?? '');
    at.local.services.tokens.revokeAllOf(at.demo);
    await at.open();
    expect(at.returned).toHaveProperty('code');
  });

  test('does not sign in somebody who was disabled meanwhile', async () => {
    await at.signIn();
    at.changeDemo({ enabled: false });
    await at.open();
    expect(at.visitor.shown.url.pathname).toBe('/login');
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.message).toBe('User is disabled.');
  });
});

describe('prompt, login_hint and lang', () => {
  test('prompt=none without a session goes back with login_required', async () => {
    const { checks } = await at.open({ prompt: 'none' });
    expect(at.returned).toEqual({
      error: 'login_required',
      state: checks.expectedState,
    });
  });

  test('prompt=none with a session goes back with a code', async () => {
    await at.signIn();
    await at.open({ prompt: 'none' });
    expect(at.returned).toHaveProperty('code');
  });

  test('prompt=login asks again, and makes the sign-in a new one', async () => {
    await at.signIn();
    at.local.services.clock.advance(30 * 60_000);
    await at.open({ prompt: 'login' });
    expect(at.visitor.shown.url.pathname).toBe('/login');
    await at.visitor.press('Sign in', DEMO);
    const code = at.local.services.authorizationCodes.get(at.returned.code ?? '');
    expect(code?.authTime).toBeGreaterThan(Date.now() + 29 * 60_000);
  });

  test('login_hint fills in the name', async () => {
    await at.open({ login_hint: 'ada@example.com' });
    expect(at.visitor.shown.html).toMatch(/<input[^>]*name="username"[^>]*value="ada@example\.com"/);
  });

  test.each([
    ['de', 'Anmelden'],
    ['fr', 'Se connecter'],
    ['ja', 'サインイン'],
    ['pt-BR', 'Entrar'],
    ['tlh', 'Sign in'],
  ])('lang=%s greets with "%s"', async (lang, heading) => {
    await at.open({ lang });
    expect(at.visitor.heading).toBe(heading);
  });
});

describe('forms of managed login', () => {
  test('a form from another site is refused', async () => {
    const { url } = await startAttempt(at.app);
    const { search } = url;
    const body = new URLSearchParams({ ...DEMO, _csrf: 'x'.repeat(22), made_at: String(Date.now()) });
    const response = await fetch(`${at.local.url}/login${search}`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toContain('/error?error=invalid_csrf');
    expect(at.local.services.loginSessions.size).toBe(0);
  });

  test('a form that lay open for more than five minutes is refused', async () => {
    await at.open();
    at.local.services.clock.advance(5 * 60_000 + 1_000);
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.shown).toMatchObject({ status: 400 });
    expect(at.visitor.message).toBe('Something went wrong');
  });

  test('what a user typed comes back as text, never as markup', async () => {
    const username = '"><script>alert(1)</script>';
    await at.open();
    await at.visitor.press('Sign in', { username, password: 'x' });
    expect(at.visitor.shown.html).not.toContain('<script>alert');
    expect(at.visitor.shown.html).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('pages forbid inline code and framing', async () => {
    const response = await fetch(`${at.local.url}/login${(await startAttempt(at.app)).url.search}`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
