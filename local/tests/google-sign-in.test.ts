import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { google } from '../providers/brands';
import { CALLBACK, startAttempt } from './support/app';
import { hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';

const ADA = 'ada@gmail.example';
const [{ sub: ADA_SUB } = { sub: '' }] = google.people;

const at = hostedLogin();

/** Opens Google's account chooser by way of the authorization endpoint. */
const openGoogle = (parameters: Record<string, string> = {}) =>
  at.open({ identity_provider: 'Google', ...parameters });

async function signInAs(button: string, fields?: Record<string, string>) {
  const attempt = await openGoogle();
  await at.visitor.press(button, fields);
  return at.redeem(attempt);
}

describe('signing in with Google', () => {
  test('makes a user of the pool, with the claims that Cognito gives such users', async () => {
    const before = Date.now();
    const claims = (await signInAs(ADA)).claims();
    expect(claims).toMatchObject({
      'cognito:username': `google_${ADA_SUB}`,
      'cognito:groups': [`${POOL_ID}_Google`],
      email: ADA,
      email_verified: true,
      name: 'Ada Lovelace',
      picture: `${at.local.url}/google/photos/${ADA_SUB}.svg`,
    });
    expect(claims?.identities).toEqual([
      {
        userId: ADA_SUB,
        providerName: 'Google',
        providerType: 'Google',
        issuer: null,
        primary: 'true',
        dateCreated: expect.stringMatching(/^\d{13}$/),
      },
    ]);
    const user = at.local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB);
    expect(user?.identities[0]?.linkedAt).toBeGreaterThanOrEqual(before);
    expect(user).toMatchObject({ status: 'EXTERNAL_PROVIDER', username: `google_${ADA_SUB}` });
    expect(user?.password).toBeUndefined();
  });

  test('is the same user the next time, with what Google says by then', async () => {
    const first = (await signInAs(ADA)).claims();
    const change = { name: 'Ada King', email: 'countess@gmail.example', emailVerified: false };
    const response = await fetch(`${at.local.url}/google/people/${ADA_SUB}`, {
      method: 'PUT',
      body: JSON.stringify(change),
    });
    expect(response.status).toBe(200);
    at.useAnotherBrowser();
    const second = (await signInAs('Ada King')).claims();
    expect(second).toMatchObject({ name: 'Ada King', email: change.email, email_verified: false });
    expect(second?.sub).toBe(first?.sub);
  });

  test('reaches the chooser from the button on the sign-in page too', async () => {
    const attempt = await at.open();
    await at.visitor.press('Continue with Google');
    await at.visitor.press('grace@gmail.example');
    const tokens = await at.redeem(attempt);
    expect(tokens.claims()).toMatchObject({ name: 'Grace Hopper' });
  });

  test('takes "another account", which Google knows from then on', async () => {
    await openGoogle();
    await at.visitor.press('Use another account');
    await at.visitor.press('Next', { email: 'joan@gmail.example', name: 'Joan Clarke' });
    expect(at.returned).toHaveProperty('code');
    at.useAnotherBrowser();
    const claims = (await signInAs('joan@gmail.example')).claims();
    expect(claims).toMatchObject({ name: 'Joan Clarke', email_verified: true });
  });

  test('always has a nonce, also when the app sent none', async () => {
    const attempt = await startAttempt(at.app, { identity_provider: 'Google' });
    attempt.url.searchParams.delete('nonce');
    await at.visitor.open(attempt.url.href);
    await at.visitor.press(ADA);
    const { pkceCodeVerifier } = attempt.checks;
    const code = at.visitor.shown.url.searchParams.get('code') ?? '';
    const tokens = await oidc.genericGrantRequest(at.app, 'authorization_code', {
      code,
      redirect_uri: CALLBACK,
      code_verifier: pkceCodeVerifier,
    });
    const [, payload = ''] = tokens.id_token?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).nonce).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('refreshes without asking Google', async () => {
    const tokens = await signInAs(ADA);
    const { 'google/token': before } = at.local.services.controls.requests.total;
    const refreshed = await oidc.refreshTokenGrant(at.app, tokens.refresh_token ?? '');
    expect(refreshed.claims()).toMatchObject({ 'cognito:username': `google_${ADA_SUB}` });
    expect(at.local.services.controls.requests.total['google/token']).toBe(before);
  });

  test('tells Google the login hint and the prompts other than none', async () => {
    await openGoogle({ login_hint: 'grace@gmail.example', prompt: 'select_account consent' });
    expect(at.visitor.shown.url.searchParams.get('login_hint')).toBe('grace@gmail.example');
    expect(at.visitor.shown.url.searchParams.get('prompt')).toBe('select_account consent');
    expect(at.visitor.shown.html.indexOf('Grace')).toBeLessThan(at.visitor.shown.html.indexOf('Ada'));
    await at.visitor.press('grace@gmail.example');
    expect(at.visitor.heading).toBe('Allow latchkey-local to see who you are?');
    await at.visitor.press('Allow');
    expect(at.returned).toHaveProperty('code');
  });
});

describe('a native user with the same address', () => {
  test('stays another user, and can still sign in by password', async () => {
    const email = 'demo@example.com';
    await fetch(`${at.local.url}/google/people/${ADA_SUB}`, {
      method: 'PUT',
      body: JSON.stringify({ email }),
    });
    const federated = (await signInAs(email)).claims();
    expect(federated?.email).toBe(email);
    at.useAnotherBrowser();
    const attempt = await at.open();
    await at.visitor.press('Sign in', { username: email, password: 'Demo-Passw0rd!' });
    const native = (await at.redeem(attempt)).claims();
    expect(native?.email).toBe(email);
    expect(native?.sub).not.toBe(federated?.sub);
  });

  test('who signed up after the federated one gets an account of their own', async () => {
    await signInAs(ADA);
    at.useAnotherBrowser();
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', { username: ADA, password: 'Correct-Horse-9!' });
    expect(at.visitor.heading).toBe('Confirm your account');
    const code = at.local.services.mailbox.list(ADA)[0]?.code ?? '';
    await at.visitor.press('Confirm account', { code });
    expect(at.returned).toHaveProperty('code');
    expect(at.local.services.users.named(at.local.services.directory.pool(POOL_ID), ADA)).toHaveLength(2);
  });

  test('whom an administrator linked is signed in as the native user', async () => {
    const identity = { providerName: 'Google', providerType: 'Google' as const, userId: ADA_SUB };
    at.changeDemo({ identities: [{ ...identity, primary: false, linkedAt: Date.now() }] });
    const claims = (await signInAs(ADA)).claims();
    expect(claims).toMatchObject({
      sub: at.local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB)?.sub,
    });
    expect(claims?.['cognito:username']).toBe(claims?.sub);
    expect(claims).not.toHaveProperty('cognito:groups');
  });

  test('there is no signing in by password as a federated user', async () => {
    await signInAs(ADA);
    at.useAnotherBrowser();
    await at.open();
    for (const username of [ADA, `google_${ADA_SUB}`]) {
      await at.visitor.press('Sign in', { username, password: 'Correct-Horse-9!' });
      expect(at.visitor.message).toBe('Incorrect username or password.');
    }
  });
});
