import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalAws } from '../server';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';

const PROVIDER = `cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;
const UUID = /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let local: LocalAws;
let identityPoolId: string;
beforeAll(async () => {
  local = await startServer();
  identityPoolId = [...local.services.directory.identityPools.values()][0]?.id ?? '';
});
afterAll(() => local.close());

async function call(operation: string, input: object): Promise<Record<string, never>> {
  const answer = await fetch(local.url, {
    method: 'POST',
    headers: { 'x-amz-target': `AWSCognitoIdentityService.${operation}` },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Record<string, never>;
}

/** An id token of the user with this address, issued now. */
async function idTokenOf(email: string): Promise<string> {
  const { directory, users, tokens } = local.services;
  const pool = directory.pool(POOL_ID);
  const grant = { pool, client: directory.client(CLIENT_ID), user: users.require(pool, email) };
  return (await tokens.issue({ ...grant, way: 'oauth', scopes: ['openid'] })).idToken;
}

const loginOf = async (email: string) => ({ Logins: { [PROVIDER]: await idTokenOf(email) } });
const getId = (input: object) => call('GetId', { IdentityPoolId: identityPoolId, ...input });

describe('the identity pool of the template', () => {
  test('knows each user by one identity, whichever token it is shown', async () => {
    const { IdentityId: demo } = await getId(await loginOf('demo@example.com'));
    expect(demo).toMatch(UUID);
    expect(await getId(await loginOf('demo@example.com'))).toEqual({ IdentityId: demo });
    expect(await getId(await loginOf('admin@example.com'))).not.toEqual({ IdentityId: demo });
  });

  test('gives credentials for an hour, to the identity’s own user alone', async () => {
    const login = await loginOf('demo@example.com');
    const { IdentityId } = await getId(login);
    const { Credentials } = await call('GetCredentialsForIdentity', { IdentityId, ...login });
    expect(Credentials).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
      SecretKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.closeTo(Date.now() / 1000 + 3600, -2),
    });
    const other = await loginOf('admin@example.com');
    expect(await call('GetCredentialsForIdentity', { IdentityId, ...other })).toMatchObject({
      __type: 'NotAuthorizedException',
    });
  });

  test('lets no guest in, and believes no token that is not good', async () => {
    expect(await getId({})).toMatchObject({
      __type: 'NotAuthorizedException',
      message: 'Unauthenticated access is not supported for this identity pool.',
    });
    const token = await idTokenOf('demo@example.com');
    const forged = `${token.slice(0, -8)}AAAAAAAA`;
    expect(await getId({ Logins: { [PROVIDER]: forged } })).toMatchObject({
      message: 'Invalid login token.',
    });
    const elsewhere = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Elsewhere';
    expect(await getId({ Logins: { [elsewhere]: token } })).toMatchObject({
      message: 'Token is not from a supported provider of this identity pool.',
    });
    local.services.clock.advance(24 * 3600_000);
    expect(await getId({ Logins: { [PROVIDER]: token } })).toMatchObject({
      message: expect.stringMatching(/^Invalid login token\. Token expired: \d+ < \d+$/),
    });
  });

  test('is the only one there is', async () => {
    const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
    expect(await call('GetId', { IdentityPoolId: unknown })).toMatchObject({
      __type: 'ResourceNotFoundException',
    });
  });
});
