import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hostedLogin } from './support/hosted';
import { type Misbehaviour, OwnIssuer } from './support/own-issuer';
import { CLIENT_ID, POOL_ID } from './support/server';

const at = hostedLogin();
let issuer: OwnIssuer;
beforeAll(async () => {
  issuer = await OwnIssuer.start();
});
afterAll(() => issuer.close());
beforeEach(() => {
  issuer.misbehaviour = {};
  const now = at.local.services.clock.now();
  at.local.services.directory.providers.put({
    poolId: POOL_ID,
    name: 'Own',
    type: 'OIDC',
    createdAt: now,
    modifiedAt: now,
    details: { client_id: 'own', client_secret: 's', oidc_issuer: issuer.url },
    attributeMapping: { email: 'email', name: 'name', username: 'sub' },
    identifiers: [],
  });
  const { SupportedIdentityProviders } = at.local.services.directory.client(CLIENT_ID).settings;
  at.changeClient({ SupportedIdentityProviders: [...SupportedIdentityProviders, 'Own'] });
});

async function signIn(misbehaviour: Misbehaviour = {}) {
  issuer.misbehaviour = misbehaviour;
  await at.open({ identity_provider: 'Own' });
  expect(at.visitor.shown.url.origin).toBe(issuer.url);
  await at.visitor.open(issuer.consent(at.visitor.shown.url));
  return at.returned;
}

describe('an issuer of one’s own', () => {
  test('signs somebody in while everything it says fits', async () => {
    expect(await signIn()).toHaveProperty('code');
    const user = at.local.services.users.byIdentity(POOL_ID, 'Own', 'mallory');
    expect(user).toMatchObject({ username: 'own_mallory', attributes: { name: 'Mallory' } });
  });

  const past = Math.floor(Date.now() / 1000) - 600;
  test.each<readonly [string, Misbehaviour]>([
    ['another nonce', { claims: { nonce: 'of-another-sign-in' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://accounts.google.com' } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['an id token that has expired', { claims: { iat: past, exp: past + 60 } }],
    ['an id token without a subject', { claims: { sub: undefined } }],
    ['a key that it does not publish', { unpublishedKey: true }],
    ['no id token', { noIdToken: true }],
    ['somebody else in its user info', { userInfoSub: 'the-victim' }],
  ])('is not believed with %s', async (_, misbehaviour) => {
    expect(await signIn(misbehaviour)).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringMatching(/^Own Error - /),
    });
    expect(at.local.services.users.inPool(POOL_ID)).toHaveLength(2);
    expect(at.local.services.loginSessions.size).toBe(0);
  });
});
