import * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { google } from '@/local/google/brands';
import type { LocalAws } from '@/local/server';
import { CALLBACK, discoverApp, redeem, startAttempt } from './support/app';
import { POOL_ID, startServer } from './support/server';
import { Visitor } from './support/visitor';

const ADA = 'ada@gmail.example';
const [{ sub: ADA_SUB } = { sub: '' }] = google.people;

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

/** Opens Google's account chooser by way of the authorization endpoint. */
async function openGoogle(parameters: Record<string, string> = {}) {
  const attempt = await startAttempt(app, { identity_provider: 'Google', ...parameters });
  await visitor.open(attempt.url.href);
  return attempt;
}

async function signInAs(button: string, fields?: Record<string, string>) {
  const attempt = await openGoogle();
  await visitor.press(button, fields);
  return redeem(app, visitor.shown.url, attempt);
}

const returned = () => Object.fromEntries(visitor.shown.url.searchParams);

describe('signing in with Google', () => {
  test('makes a user of the pool, with the claims that Cognito gives such people', async () => {
    const before = Date.now();
    const claims = (await signInAs(ADA)).claims();
    expect(claims).toMatchObject({
      'cognito:username': `google_${ADA_SUB}`,
      'cognito:groups': [`${POOL_ID}_Google`],
      email: ADA,
      email_verified: true,
      name: 'Ada Lovelace',
      picture: `${local.url}/google/photos/${ADA_SUB}.svg`,
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
    const user = local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB);
    expect(user?.identities[0]?.linkedAt).toBeGreaterThanOrEqual(before);
    expect(user).toMatchObject({ status: 'EXTERNAL_PROVIDER', username: `google_${ADA_SUB}` });
    expect(user?.password).toBeUndefined();
  });

  test('is the same user the next time, with what Google says by then', async () => {
    const first = (await signInAs(ADA)).claims();
    const change = { name: 'Ada King', email: 'countess@gmail.example', emailVerified: false };
    const response = await fetch(`${local.url}/google/people/${ADA_SUB}`, {
      method: 'PUT',
      body: JSON.stringify(change),
    });
    expect(response.status).toBe(200);
    visitor = new Visitor(local.url);
    const second = (await signInAs('Ada King')).claims();
    expect(second).toMatchObject({ name: 'Ada King', email: change.email, email_verified: false });
    expect(second?.sub).toBe(first?.sub);
  });

  test('reaches the chooser from the button on the sign-in page too', async () => {
    const attempt = await startAttempt(app);
    await visitor.open(attempt.url.href);
    await visitor.press('Continue with Google');
    await visitor.press('grace@gmail.example');
    const tokens = await redeem(app, visitor.shown.url, attempt);
    expect(tokens.claims()).toMatchObject({ name: 'Grace Hopper' });
  });

  test('takes "another account", which Google knows from then on', async () => {
    await openGoogle();
    await visitor.press('Use another account');
    await visitor.press('Next', { email: 'joan@gmail.example', name: 'Joan Clarke' });
    expect(returned()).toHaveProperty('code');
    visitor = new Visitor(local.url);
    const claims = (await signInAs('joan@gmail.example')).claims();
    expect(claims).toMatchObject({ name: 'Joan Clarke', email_verified: true });
  });

  test('always has a nonce, also when the app sent none', async () => {
    const attempt = await startAttempt(app, { identity_provider: 'Google' });
    attempt.url.searchParams.delete('nonce');
    await visitor.open(attempt.url.href);
    await visitor.press(ADA);
    const { pkceCodeVerifier } = attempt.checks;
    const code = visitor.shown.url.searchParams.get('code') ?? '';
    const tokens = await oidc.genericGrantRequest(app, 'authorization_code', {
      code,
      redirect_uri: CALLBACK,
      code_verifier: pkceCodeVerifier,
    });
    const [, payload = ''] = tokens.id_token?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).nonce).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('refreshes without asking Google', async () => {
    const tokens = await signInAs(ADA);
    const { 'google/token': before } = local.services.controls.requests;
    const refreshed = await oidc.refreshTokenGrant(app, tokens.refresh_token ?? '');
    expect(refreshed.claims()).toMatchObject({ 'cognito:username': `google_${ADA_SUB}` });
    expect(local.services.controls.requests['google/token']).toBe(before);
  });

  test('tells Google the login hint and the prompts other than none', async () => {
    await openGoogle({ login_hint: 'grace@gmail.example', prompt: 'select_account consent' });
    expect(visitor.shown.url.searchParams.get('login_hint')).toBe('grace@gmail.example');
    expect(visitor.shown.url.searchParams.get('prompt')).toBe('select_account consent');
    expect(visitor.shown.html.indexOf('Grace')).toBeLessThan(visitor.shown.html.indexOf('Ada'));
    await visitor.press('grace@gmail.example');
    expect(visitor.heading).toBe('Allow latchkey-local to see who you are?');
    await visitor.press('Allow');
    expect(returned()).toHaveProperty('code');
  });
});

describe('a native user with the same address', () => {
  test('stays another user, and can still sign in by password', async () => {
    const email = 'demo@example.com';
    await fetch(`${local.url}/google/people/${ADA_SUB}`, { method: 'PUT', body: JSON.stringify({ email }) });
    const federated = (await signInAs(email)).claims();
    expect(federated?.email).toBe(email);
    visitor = new Visitor(local.url);
    const attempt = await startAttempt(app);
    await visitor.open(attempt.url.href);
    await visitor.press('Sign in', { username: email, password: 'Demo-Passw0rd!' });
    const native = (await redeem(app, visitor.shown.url, attempt)).claims();
    expect(native?.email).toBe(email);
    expect(native?.sub).not.toBe(federated?.sub);
  });

  test('who signed up after the federated one gets an account of their own', async () => {
    await signInAs(ADA);
    visitor = new Visitor(local.url);
    await visitor.open(`/signup${(await startAttempt(app)).url.search}`);
    await visitor.press('Sign up', { username: ADA, password: 'Correct-Horse-9!' });
    expect(visitor.heading).toBe('Confirm your account');
    const code = local.services.mailbox.list(ADA)[0]?.code ?? '';
    await visitor.press('Confirm account', { code });
    expect(returned()).toHaveProperty('code');
    expect(local.services.users.named(local.services.directory.pool(POOL_ID), ADA)).toHaveLength(2);
  });

  test('there is no signing in by password as a federated person', async () => {
    await signInAs(ADA);
    visitor = new Visitor(local.url);
    await visitor.open((await startAttempt(app)).url.href);
    for (const username of [ADA, `google_${ADA_SUB}`]) {
      await visitor.press('Sign in', { username, password: 'Correct-Horse-9!' });
      expect(visitor.message).toBe('Incorrect username or password.');
    }
  });
});

describe('when Google says no', () => {
  test('cancelling goes back to the app with access_denied and its state', async () => {
    const { checks } = await openGoogle();
    await visitor.press('Cancel');
    expect(returned()).toEqual({
      error: 'access_denied',
      error_description: 'The user denied the request',
      state: checks.expectedState,
    });
  });

  test('refusing consent does the same', async () => {
    await openGoogle({ prompt: 'consent' });
    await visitor.press(ADA);
    await visitor.press('Cancel');
    expect(returned()).toMatchObject({ error: 'access_denied' });
  });

  test('an error of its token endpoint is passed on as Cognito words it', async () => {
    local.services.controls.addFault({
      operation: 'google/token',
      mode: 'error',
      error: 'invalid_client',
      status: 401,
      message: '',
      ms: 0,
      times: 1,
    });
    const { checks } = await openGoogle();
    await visitor.press(ADA);
    expect(returned()).toEqual({
      error: 'invalid_request',
      error_description: 'Google Error - 401 invalid_client',
      state: checks.expectedState,
    });
  });

  test('an unknown state, and one used before, end on the error page', async () => {
    await visitor.open('/oauth2/idpresponse?code=x&state=unknown');
    expect(visitor.message).toBe('Invalid state');
    await openGoogle();
    const state = visitor.shown.url.searchParams.get('state') ?? '';
    await visitor.press(ADA);
    await visitor.open(`/oauth2/idpresponse?code=x&state=${state}`);
    expect(visitor.message).toBe('Invalid state');
  });

  test('coming back after more than five minutes ends on the error page', async () => {
    await openGoogle();
    local.services.clock.advance(5 * 60_000 + 1_000);
    await visitor.press(ADA);
    expect(visitor.message).toBe('Something went wrong');
    expect(local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB)).toBeUndefined();
  });

  test('somebody who was disabled is not signed in', async () => {
    await signInAs(ADA);
    const user = local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB);
    if (user) local.services.users.update(user, { enabled: false });
    visitor = new Visitor(local.url);
    await openGoogle();
    await visitor.press(ADA);
    expect(returned()).toMatchObject({ error: 'invalid_request', error_description: 'User is disabled.' });
  });
});

describe('Google itself', () => {
  test.each([
    ['an unknown client', { client_id: 'somebody-else' }],
    ['another callback address', { redirect_uri: 'https://evil.example/' }],
    ['the implicit flow', { response_type: 'token' }],
  ])('refuses %s on a page of its own', async (_, wrong) => {
    await openGoogle();
    const url = new URL(visitor.shown.url);
    for (const [name, value] of Object.entries(wrong)) url.searchParams.set(name, value);
    await visitor.open(url.href);
    expect(visitor.shown).toMatchObject({ status: 400 });
    expect(visitor.shown.url.pathname).toBe('/error');
  });

  test('gives an id token only once for a code, and only to the client it was made for', async () => {
    const details = local.services.directory.provider(POOL_ID, 'Google')?.details;
    await openGoogle();
    const federations = new URL(visitor.shown.url).searchParams;
    const response = await visitor.jar.fetch(visitor.shown.url.href, {
      method: 'POST',
      body: new URLSearchParams({ account: ADA_SUB }),
    });
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const redeemAtGoogle = (more: Record<string, string>) =>
      fetch(`${local.url}/google/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: federations.get('redirect_uri') ?? '',
          client_id: details?.client_id ?? '',
          client_secret: details?.client_secret ?? '',
          ...more,
        }),
      });
    expect((await redeemAtGoogle({ client_secret: 'wrong' })).status).toBe(401);
    expect((await redeemAtGoogle({})).status).toBe(200);
    expect(await (await redeemAtGoogle({})).json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('keeps what was changed about a person through a form of its own', async () => {
    await visitor.open('/google/people');
    await visitor.press('Save', { name: 'Augusta Ada' });
    const people: unknown = await (await fetch(`${local.url}/google/people.json`)).json();
    expect(people).toContainEqual(expect.objectContaining({ sub: ADA_SUB, name: 'Augusta Ada' }));
  });

  test('publishes a discovery document that openid-client accepts', async () => {
    const configuration = await oidc.discovery(new URL(`${local.url}/google`), 'x', undefined, oidc.None(), {
      execute: [oidc.allowInsecureRequests],
    });
    expect(configuration.serverMetadata().token_endpoint).toBe(`${local.url}/google/token`);
  });
});
