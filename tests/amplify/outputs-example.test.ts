import { readFileSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { providerOutput } from '../../amplify/auth/provider';
import { PROVIDERS } from '../../amplify/auth/providers';
import { localOutputs, provideAmplifyOutputs } from '../../scripts/amplify-outputs';
import { outputsOf } from '../../scripts/outputs-of-template';
import { synthesise } from '../../scripts/synth';
import { temporaryDirectory } from '../support/temporary-directory';
import { logicalId, only, POOL } from './resources';

const root = join(import.meta.dirname, '../..');
const outputs: { auth: Record<string, unknown>; custom: unknown } = JSON.parse(
  readFileSync(join(root, 'amplify_outputs.json.example'), 'utf8'),
);

describe('amplify_outputs.json.example', () => {
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
          providers: expect.arrayContaining(['Google']),
        },
      },
      passwordless: { webAuthn: { relyingPartyId: 'localhost', userVerification: 'preferred' } },
    });
  });

  test('names the identity pool and, beside what Amplify writes, whom people can come from', () => {
    expect(parseAmplifyConfig(outputs).Auth?.Cognito.identityPoolId).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
    const on = PROVIDERS.filter(({ onlyWhenNamed }) => !onlyWhenNamed);
    expect(outputs.custom).toEqual({ sign_in_providers: on.map(providerOutput) });
    expect(on.map(providerOutput)).toContainEqual({ name: 'Google', method: 'google', label: 'Google' });
  });

  test('is what npm run dev makes of amplify/', async () => {
    expect(await localOutputs(root, {})).toEqual(outputs);
  });
});

describe('amplify_outputs.json of a local run', () => {
  let checkout: Awaited<ReturnType<typeof temporaryDirectory>>;
  let file: string;

  beforeEach(async () => {
    checkout = await temporaryDirectory('outputs');
    await copyFile(
      join(root, 'amplify_outputs.json.example'),
      join(checkout.path, 'amplify_outputs.json.example'),
    );
    file = join(checkout.path, 'amplify_outputs.json');
  });
  afterEach(() => checkout.remove());

  test('follows a change of the providers, though it was there before', async () => {
    await provideAmplifyOutputs(checkout.path, {});
    expect(await provideAmplifyOutputs(checkout.path, {})).toMatch(/is as amplify\/ says/);
    await provideAmplifyOutputs(checkout.path, { SOCIAL_PROVIDERS: 'google,apple,amazon,facebook' });
    const { auth } = JSON.parse(await readFile(file, 'utf8'));
    expect(auth.oauth.identity_providers.sort()).toEqual([
      'FACEBOOK',
      'GOOGLE',
      'LOGIN_WITH_AMAZON',
      'SIGN_IN_WITH_APPLE',
    ]);
  });

  test('follows a change of the password policy, the second factor and the groups', async () => {
    const template = await synthesise({});
    const pool = only(template, POOL);
    const changed = {
      Resources: {
        ...template.Resources,
        [logicalId(template, POOL)]: {
          ...pool,
          Properties: {
            ...pool.Properties,
            MfaConfiguration: 'ON',
            Policies: {
              PasswordPolicy: {
                MinimumLength: 14,
                RequireLowercase: false,
                RequireNumbers: true,
                RequireSymbols: false,
                RequireUppercase: true,
              },
            },
          },
        },
        Editors: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'editors', Precedence: 1 } },
      },
    };
    const ids = {
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_x',
      clientId: 'c',
      identityPoolId: 'i',
      domain: 'd.example',
    };
    expect(outputsOf(changed, ids).auth).toMatchObject({
      mfa_configuration: 'REQUIRED',
      password_policy: { min_length: 14, require_lowercase: false, require_symbols: false },
      groups: [{ admins: { precedence: 0 } }, { editors: { precedence: 1 } }],
    });
  });

  test('is left alone when it names a backend of its own', async () => {
    const sandbox = JSON.stringify({
      ...outputs,
      auth: { ...outputs.auth, user_pool_id: 'eu-west-1_Sandbox' },
    });
    await writeFile(file, sandbox);
    expect(await provideAmplifyOutputs(checkout.path, {})).toMatch(/a backend of its own/);
    expect(await readFile(file, 'utf8')).toBe(sandbox);
  });
});
