import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { beforeAll, describe, expect, test } from 'vitest';
import { synthesise } from '../../scripts/synth';
import { CLIENT, only, POOL } from './resources';

describe('amplify_outputs.json.example', () => {
  let outputs: { auth: Record<string, unknown> };
  let pool: Readonly<Record<string, unknown>>;
  let client: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    outputs = JSON.parse(
      await readFile(join(import.meta.dirname, '../../amplify_outputs.json.example'), 'utf8'),
    );
    const template = await synthesise({});
    pool = only(template, POOL).Properties;
    client = only(template, CLIENT).Properties;
  });

  test('is what Amplify reads', () => {
    expect(parseAmplifyConfig(outputs).Auth?.Cognito).toMatchObject({
      userPoolId: 'us-east-1_Latchkey0',
      userPoolClientId: '7lcl0ca1latchkey0example26',
      mfa: { status: 'optional', totpEnabled: true, smsEnabled: false },
      passwordFormat: { minLength: 8, requireSpecialCharacters: true },
      loginWith: {
        email: true,
        oauth: {
          domain: 'latchkey-local.auth.us-east-1.amazoncognito.com',
          responseType: 'code',
          providers: ['Google'],
        },
      },
      passwordless: { webAuthn: { relyingPartyId: 'localhost', userVerification: 'preferred' } },
    });
  });

  test('names no identity pool, for which there is nothing to talk to locally', () => {
    expect(outputs.auth).not.toHaveProperty('identity_pool_id');
  });

  test('says what the definition says', () => {
    expect(outputs.auth).toMatchObject({
      username_attributes: pool.UsernameAttributes,
      user_verification_types: pool.AutoVerifiedAttributes,
      mfa_configuration: pool.MfaConfiguration,
      passwordless: {
        web_authn: {
          relying_party_id: pool.WebAuthnRelyingPartyID,
          user_verification: pool.WebAuthnUserVerification,
        },
      },
      oauth: {
        scopes: client.AllowedOAuthScopes,
        redirect_sign_in_uri: client.CallbackURLs,
        redirect_sign_out_uri: client.LogoutURLs,
      },
    });
    expect(pool.Policies).toMatchObject({
      PasswordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
      },
    });
  });
});
