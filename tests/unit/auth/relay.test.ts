import { describe, expect, it } from 'vitest';
import { readAuthenticated, subjectOfInert, withInertTokens } from '@/lib/auth/relay/inert-tokens';
import {
  allowedOperation,
  credentialChangeOf,
  needsRecentSignIn,
  refusalOf,
} from '@/lib/auth/relay/operations';

const CLIENT = 'client1';
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.c2lnbmF0dXJl`;
const completed = (extra: object = {}) => ({
  ChallengeParameters: {},
  AuthenticationResult: {
    AccessToken: jwt({ sub: 'ada', token_use: 'access' }),
    IdToken: jwt({ sub: 'ada', token_use: 'id' }),
    RefreshToken: 'eyJjdHkiOiJKV1Qi.secret',
    ExpiresIn: 900,
    TokenType: 'Bearer',
    ...extra,
  },
});

describe('the tokens that the browser is given', () => {
  const answer = readAuthenticated(JSON.stringify(completed({ NewDeviceMetadata: { DeviceKey: 'd' } })));
  const inert = answer && withInertTokens(answer).AuthenticationResult;

  it('keep their claims and lose their signature', () => {
    expect(inert?.AccessToken.split('.')).toHaveLength(3);
    expect(inert?.AccessToken.endsWith('.')).toBe(true);
    expect(inert?.IdToken.endsWith('.')).toBe(true);
    expect(subjectOfInert(inert?.AccessToken)).toBe('ada');
    expect(inert).toMatchObject({ ExpiresIn: 900, TokenType: 'Bearer' });
  });

  it('do not include the refresh token or device metadata', () => {
    expect(JSON.stringify(inert)).not.toContain('secret');
    expect(inert).not.toHaveProperty('RefreshToken');
    expect(inert).not.toHaveProperty('NewDeviceMetadata');
  });

  it('never pass through in a form that is not understood', () => {
    const odd = { AuthenticationResult: { AccessToken: jwt({ sub: 'ada' }) } };
    expect(() => readAuthenticated(JSON.stringify(odd))).toThrow();
    expect(() => readAuthenticated('<html>')).toThrow();
  });

  it('are absent from a challenge', () => {
    expect(readAuthenticated('{"ChallengeName":"PASSWORD_VERIFIER"}')).toBeNull();
  });

  it.each([jwt({ sub: 'ada' }), 'a.b', '..', 'x', '', null, {}, `${encode({})}.bm90IGpzb24.`])(
    'are told from anything else: %j',
    (token) => {
      expect(subjectOfInert(token)).toBeNull();
    },
  );
});

describe('what the relay makes of an operation', () => {
  const AccessToken = 'a.b.';
  const email = [{ Name: 'email', Value: 'new@example.com' }];
  it.each([
    ['ChangePassword', { AccessToken }, 'password_changed', true],
    [
      'SetUserMFAPreference',
      { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } },
      'second_factor_on',
      true,
    ],
    [
      'SetUserMFAPreference',
      { AccessToken, SoftwareTokenMfaSettings: { Enabled: false } },
      'second_factor_off',
      true,
    ],
    ['SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: null }, 'second_factor_off', true],
    ['AssociateSoftwareToken', { AccessToken }, null, true],
    ['VerifySoftwareToken', { AccessToken }, 'authenticator_app_set', true],
    ['StartWebAuthnRegistration', { AccessToken }, null, true],
    ['CompleteWebAuthnRegistration', { AccessToken }, 'passkey_added', true],
    ['DeleteWebAuthnCredential', { AccessToken }, 'passkey_removed', true],
    ['UpdateUserAttributes', { AccessToken, UserAttributes: email }, null, true],
    ['UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'name', Value: 'Ada' }] }, null, false],
    ['UpdateUserAttributes', { AccessToken, UserAttributes: 'email' }, null, false],
    ['DeleteUserAttributes', { AccessToken, UserAttributeNames: ['phone_number'] }, null, true],
    ['VerifyUserAttribute', { AccessToken, AttributeName: 'email' }, 'email_changed', true],
    ['ListWebAuthnCredentials', { AccessToken }, null, false],
    ['GetUser', { AccessToken }, null, false],
    // As parts of a sign-in, which prove who someone is.
    ['AssociateSoftwareToken', { Session: 's' }, null, false],
    ['VerifySoftwareToken', { Session: 's' }, null, false],
    ['ConfirmForgotPassword', { Username: 'ada' }, null, false],
  ])('%s of %j: %s, recent sign-in %s', (operation, input, change, recent) => {
    expect(credentialChangeOf(operation, input)).toBe(change);
    expect(needsRecentSignIn(operation, input)).toBe(recent);
  });
});

describe('the relay forwards', () => {
  it.each(['InitiateAuth', 'RespondToAuthChallenge', 'SignUp', 'GetUser'])('%s', (name) => {
    expect(allowedOperation(`AWSCognitoIdentityProviderService.${name}`)).toBe(name);
  });

  it.each([
    'AWSCognitoIdentityProviderService.AdminGetUser',
    'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
    'AWSCognitoIdentityProviderService.constructor',
    'AWSCognitoIdentityService.GetId',
    'GetUser',
    '',
    null,
  ])('nothing else: %s', (target) => {
    expect(allowedOperation(target)).toBeNull();
  });

  it.each([
    ['InitiateAuth', { ClientId: 'other', AuthFlow: 'USER_SRP_AUTH' }],
    ['InitiateAuth', { ClientId: CLIENT, AuthFlow: 'USER_PASSWORD_AUTH' }],
    ['InitiateAuth', { ClientId: CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH' }],
    ['InitiateAuth', { ClientId: CLIENT }],
    ['InitiateAuth', { ClientId: CLIENT, AuthFlow: 'USER_AUTH', AuthParameters: { PASSWORD: 'x' } }],
    ['RespondToAuthChallenge', { ClientId: CLIENT, ChallengeResponses: { PASSWORD: 'x' } }],
  ])('no %s that is for another client or carries a password: %j', (operation, input) => {
    expect(refusalOf(operation, input, CLIENT)).not.toBeNull();
  });

  it('an SRP sign-in', () => {
    const input = {
      ClientId: CLIENT,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: 'a', SRP_A: '1' },
    };
    expect(refusalOf('InitiateAuth', input, CLIENT)).toBeNull();
  });
});
