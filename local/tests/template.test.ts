import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalAws } from '../server';
import { readOutputNames } from '../template/names';
import type { Template } from '../template/template';
import { unmodelledFeatures } from '../template/unmodelled';
import { Cognito } from '../testing/cognito';
import { CLIENT_ID, OUTPUTS, POOL_ID, TEMPLATE } from './support/server';
import { temporaryDirectory } from './support/temporary-directory';

const names = readOutputNames([OUTPUTS]);

let data: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  data = await temporaryDirectory('aws-template');
});
afterEach(() => data.remove());

const start = (changed: Template = TEMPLATE, appOrigins: string[] = []) =>
  createLocalAws({ port: 0, dataDir: data.path, seed: { template: changed, names, appOrigins } });

/** The template with other properties on its resources of one type. */
function withProperties(type: string, properties: Record<string, unknown>): Template {
  const entries = Object.entries(TEMPLATE.Resources).map(([id, resource]) => [
    id,
    resource.Type === type
      ? { ...resource, Properties: { ...resource.Properties, ...properties } }
      : resource,
  ]);
  return { Resources: Object.fromEntries(entries) };
}

describe('The pool of a template', () => {
  test('has the ids of amplify_outputs.json and what the definition says', async () => {
    const local = await start();
    const cognito = new Cognito(local.url);
    const { UserPool } = await cognito.adminOk('DescribeUserPool', { UserPoolId: POOL_ID });
    expect(UserPool).toMatchObject({
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OPTIONAL',
      UsernameConfiguration: { CaseSensitive: false },
      Domain: 'latchkey-local',
    });
    const client = await cognito.adminOk('DescribeUserPoolClient', {
      UserPoolId: POOL_ID,
      ClientId: CLIENT_ID,
    });
    expect(client.UserPoolClient).toMatchObject({
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      AccessTokenValidity: 15,
      PreventUserExistenceErrors: 'ENABLED',
      SupportedIdentityProviders: expect.arrayContaining(['COGNITO', 'Google']),
    });
    const { Groups } = await cognito.adminOk('ListGroups', { UserPoolId: POOL_ID });
    expect(Groups).toMatchObject([{ GroupName: 'admins', RoleArn: expect.stringMatching(/^arn:aws:iam::/) }]);
    expect(
      (await cognito.adminOk('GetUserPoolMfaConfig', { UserPoolId: POOL_ID })).WebAuthnConfiguration,
    ).toEqual({
      RelyingPartyId: 'localhost',
      UserVerification: 'preferred',
    });
    await local.close();
  });

  test('registers the addresses of the app’s origins beside the template’s', async () => {
    const local = await start(TEMPLATE, ['http://localhost:4100']);
    const { settings } = local.services.directory.client(CLIENT_ID);
    expect(settings.CallbackURLs).toEqual([
      'http://localhost:3000/api/auth/callback',
      'http://localhost:4100/api/auth/callback',
    ]);
    expect(settings.LogoutURLs).toEqual(['http://localhost:3000/', 'http://localhost:4100/']);
    await local.close();
  });

  test('has a changed policy after a restart, and its users still', async () => {
    const before = await start();
    const cognito = new Cognito(before.url);
    const person = { ClientId: CLIENT_ID, Username: 'someone@example.com', Password: 'Correct-Horse-9!' };
    await cognito.ok('SignUp', person);
    await before.close();
    const stricter = {
      PasswordPolicy: { MinimumLength: 30 },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
    };
    const after = await start(withProperties('AWS::Cognito::UserPool', { Policies: stricter }));
    const again = new Cognito(after.url);
    const refused = await again.call('SignUp', { ...person, Username: 'other@example.com' });
    expect(refused.body).toMatchObject({ __type: 'InvalidPasswordException' });
    const kept = await again.adminOk('AdminGetUser', {
      UserPoolId: POOL_ID,
      Username: 'someone@example.com',
    });
    expect(kept.UserStatus).toBe('UNCONFIRMED');
    await after.close();
  });

  test('adds its first users once: who was deleted stays deleted', async () => {
    const before = await start();
    await new Cognito(before.url).adminOk('AdminDeleteUser', {
      UserPoolId: POOL_ID,
      Username: 'demo@example.com',
    });
    await before.close();
    const after = await start();
    const gone = await new Cognito(after.url).admin('AdminGetUser', {
      UserPoolId: POOL_ID,
      Username: 'demo@example.com',
    });
    expect(gone.body.__type).toBe('UserNotFoundException');
    await after.close();
  });
});

describe('What the local AWS does not model', () => {
  test('is nothing of what Amplify synthesises for sign-in', () => {
    expect(unmodelledFeatures(TEMPLATE)).toEqual([]);
  });

  test('is named in one warning', async () => {
    const lines: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const changed = withProperties('AWS::Cognito::UserPool', {
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
    const resource = { Type: 'AWS::Cognito::UserPoolResourceServer', Properties: {} };
    const local = await start({ Resources: { ...changed.Resources, Server: resource } });
    spy.mockRestore();
    await local.close();
    expect(lines).toEqual([
      'local-aws: not modelled, ignored: AWS::Cognito::UserPool.UserPoolAddOns, AWS::Cognito::UserPoolResourceServer\n',
    ]);
  });
});
