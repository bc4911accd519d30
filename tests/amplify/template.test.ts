import { beforeAll, describe, expect, test } from 'vitest';
import { synthesise, type Template } from '../../scripts/synth';
import { CLIENT, logicalId, only, POOL } from './resources';

const APP_ORIGINS = 'https://app.example.com,http://localhost:3000';

const destinations = [
  { title: 'a sandbox', type: 'sandbox', name: 'ada', policy: 'Delete', protection: undefined },
  { title: 'the production branch', type: 'branch', name: 'main', policy: 'Retain', protection: 'ACTIVE' },
] as const;

describe.each(destinations)('the definition for $title', ({ type, name, policy, protection }) => {
  let template: Template;
  let pool: Readonly<Record<string, unknown>>;
  let client: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    template = await synthesise({ APP_ORIGINS }, { type, name });
    pool = only(template, POOL).Properties;
    client = only(template, CLIENT).Properties;
  });

  test(`answers the deletion of the stack with: ${policy} the users`, () => {
    expect(only(template, POOL)).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
    expect(pool.DeletionProtection).toBe(protection);
  });

  test('signs people in by e-mail address, whatever its letter case, and verifies it', () => {
    expect(pool).toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
  });

  test('offers an authenticator app as second factor, and obliges nobody', () => {
    expect(pool).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  test('offers passkeys on the domain of the first origin', () => {
    expect(pool).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      WebAuthnRelyingPartyID: 'app.example.com',
      WebAuthnUserVerification: 'preferred',
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    });
  });

  test('has the group of administrators', () => {
    expect(only(template, 'AWS::Cognito::UserPoolGroup').Properties).toMatchObject({ GroupName: 'admins' });
  });

  test('shows the new managed login, with the branding it needs to show anything', () => {
    expect(only(template, 'AWS::Cognito::UserPoolDomain').Properties).toMatchObject({
      ManagedLoginVersion: 2,
    });
    expect(only(template, 'AWS::Cognito::ManagedLoginBranding').Properties).toEqual({
      UserPoolId: { Ref: logicalId(template, POOL) },
      ClientId: { Ref: logicalId(template, CLIENT) },
      UseCognitoProvidedValues: true,
    });
  });

  test('grants authorization codes and nothing else, for the scopes the app uses', () => {
    expect(client).toMatchObject({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
    });
    expect(client).not.toHaveProperty('GenerateSecret', true);
  });

  test('sends people back to the registered origins only', () => {
    expect(client).toMatchObject({
      CallbackURLs: ['https://app.example.com/api/auth/callback', 'http://localhost:3000/api/auth/callback'],
      LogoutURLs: ['https://app.example.com/', 'http://localhost:3000/'],
    });
  });

  test('issues tokens of 15 minutes and refresh tokens of 30 days', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
    });
  });

  test('rotates refresh tokens with a grace period of 60 seconds, and can revoke them', () => {
    expect(client).toMatchObject({
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      EnableTokenRevocation: true,
    });
  });

  test('lets no password reach a server and refreshes by rotation only', () => {
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']);
  });

  test('does not tell strangers who has an account', () => {
    expect(client.PreventUserExistenceErrors).toBe('ENABLED');
  });

  test('gives AWS credentials to nobody who has not signed in through the user pool', () => {
    const identities = only(template, 'AWS::Cognito::IdentityPool').Properties;
    expect(identities.AllowUnauthenticatedIdentities).toBe(false);
    expect(identities).not.toHaveProperty('SupportedLoginProviders');
    expect(identities.CognitoIdentityProviders).toHaveLength(1);
  });
});
