import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
import { readOutputNames } from '../template/names';
import type { Template } from '../template/template';
import { Cognito } from '../testing/cognito';
import { claimsOf, PASSWORD } from './conformance/world';
import { told } from './fixtures/triggers/post-confirmation/handler';
import { signInBySrp } from './support/amplify-srp';
import { CLIENT_ID, OUTPUTS, POOL_ID, TEMPLATE } from './support/server';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const lines: string[] = [];

let local: LocalAws;
let cognito: Cognito;
beforeAll(async () => {
  const template = withTriggers(TEMPLATE, {
    PreSignUp: arn('PreSignUpFunction'),
    PostConfirmation: arn('PostConfirmationFunction'),
    PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: arn('TokenFunction') },
    CustomMessage: arn('MessageFunction'),
  });
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const names = readOutputNames([OUTPUTS]);
  local = await createLocalAws({
    port: 0,
    seed: { template, names, appOrigins: [], triggers: path('./fixtures/triggers') },
  });
  spy.mockRestore();
  cognito = new Cognito(local.url);
});
afterAll(() => local.close());

function withTriggers(template: Template, LambdaConfig: object): Template {
  const entries = Object.entries(template.Resources).map(([id, resource]) => [
    id,
    resource.Type === 'AWS::Cognito::UserPool'
      ? { ...resource, Properties: { ...resource.Properties, LambdaConfig } }
      : resource,
  ]);
  return { Resources: Object.fromEntries(entries) };
}

const signUp = (email: string) =>
  cognito.call('SignUp', { ClientId: CLIENT_ID, Username: email, Password: PASSWORD });
const signIn = async (username: string) =>
  (await signInBySrp(cognito, { poolId: POOL_ID, clientId: CLIENT_ID, username, password: PASSWORD })).body;

describe('Functions that a template declares as triggers', () => {
  test('refuse a sign-up in their own words', async () => {
    const { status, body } = await signUp('a@refused.example');
    expect(status).toBe(400);
    expect(body).toEqual({
      __type: 'UserLambdaValidationException',
      message: 'PreSignUp failed with error We do not know you.',
    });
    const { Users } = await cognito.adminOk('ListUsers', {
      UserPoolId: POOL_ID,
      Filter: 'email = "a@refused.example"',
    });
    expect(Users).toEqual([]);
  });

  test('refuse a user that an administrator makes, too', async () => {
    const { body } = await cognito.admin('AdminCreateUser', {
      UserPoolId: POOL_ID,
      Username: 'b@refused.example',
    });
    expect(body.__type).toBe('UserLambdaValidationException');
  });

  test('are refused themselves when they answer with no event', async () => {
    expect((await signUp('a@nonsense.example')).body.__type).toBe('InvalidLambdaResponseException');
  });

  test('confirm and verify at once, which the next one is told', async () => {
    const { body } = await signUp('a@staff.example');
    expect(body).toEqual({ UserConfirmed: true, UserSub: expect.any(String) });
    expect(told.at(-1)).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userName: body.UserSub,
      userPoolId: POOL_ID,
      callerContext: { clientId: CLIENT_ID },
      request: { userAttributes: { email: 'a@staff.example', email_verified: 'true' } },
    });
  });

  test('are told of a confirmation by code and of a new password', async () => {
    const email = 'a@visitor.example';
    const code = () => local.services.mailbox.list(email)[0]?.code;
    await signUp(email);
    await cognito.ok('ConfirmSignUp', {
      ClientId: CLIENT_ID,
      Username: email,
      ConfirmationCode: code(),
      ClientMetadata: { from: 'a test' },
    });
    expect(told.at(-1)).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: { clientMetadata: { from: 'a test' } },
    });
    await cognito.ok('ForgotPassword', { ClientId: CLIENT_ID, Username: email });
    await cognito.ok('ConfirmForgotPassword', {
      ClientId: CLIENT_ID,
      Username: email,
      ConfirmationCode: code(),
      Password: PASSWORD,
    });
    expect(told.at(-1)).toMatchObject({ triggerSource: 'PostConfirmation_ConfirmForgotPassword' });
  });

  test('change both tokens, but not what identifies the user', async () => {
    const { body } = await signUp('b@staff.example');
    const { AuthenticationResult } = await signIn('b@staff.example');
    const [access, id] = [claimsOf(AuthenticationResult.AccessToken), claimsOf(AuthenticationResult.IdToken)];
    for (const claims of [access, id]) {
      expect(claims).toMatchObject({
        tenant: 'blue',
        source: 'TokenGeneration_Authentication',
        sub: body.UserSub,
        iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
        'cognito:groups': ['from-the-function'],
      });
    }
    expect(access.scope).toBe('aws.cognito.signin.user.admin orders.read');
    expect(id).not.toHaveProperty('email');
    const refreshed = await cognito.ok('GetTokensFromRefreshToken', {
      ClientId: CLIENT_ID,
      RefreshToken: AuthenticationResult.RefreshToken,
    });
    expect(claimsOf(refreshed.AuthenticationResult.IdToken).source).toBe('TokenGeneration_RefreshTokens');
  });

  test('are named in the warning when they cannot be run', () => {
    expect(lines.join('')).toBe('local-aws: not modelled, ignored: trigger CustomMessage\n');
  });
});
