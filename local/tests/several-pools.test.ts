import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
import { Cognito } from '../testing/cognito';
import { temporaryDirectory } from './support/temporary-directory';

const PASSWORD = 'Correct-Horse-9!';
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let local: LocalAws;
beforeAll(async () => {
  directory = await temporaryDirectory('pools');
  local = await createLocalAws({ port: 0, dataDir: directory.path });
});
afterAll(async () => {
  await local.close();
  await directory.remove();
});

/** A pool with a client and somebody signed in. */
async function poolWithSignIn(name: string) {
  const cognito = new Cognito(local.url);
  const { UserPool } = await cognito.adminOk('CreateUserPool', { PoolName: name });
  const { UserPoolClient } = await cognito.adminOk('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'app',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  });
  const ada = { UserPoolId: UserPool.Id, Username: 'ada' };
  await cognito.adminOk('AdminCreateUser', {
    ...ada,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
  });
  await cognito.adminOk('AdminSetUserPassword', { ...ada, Password: PASSWORD, Permanent: true });
  const { AuthenticationResult } = await cognito.ok('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: UserPoolClient.ClientId,
    AuthParameters: { USERNAME: 'ada', PASSWORD },
  });
  return { id: UserPool.Id as string, tokens: AuthenticationResult };
}

async function keySet(poolId: string): Promise<JSONWebKeySet> {
  return (await fetch(`${local.url}/${poolId}/.well-known/jwks.json`)).json();
}

describe('Each pool', () => {
  test('signs with keys of its own, which are the same after a restart', async () => {
    const [one, two] = [await poolWithSignIn('one'), await poolWithSignIn('two')];
    const own = await keySet(one.id);
    for (const token of [one.tokens.AccessToken, one.tokens.IdToken]) {
      expect(own.keys.map(({ kid }) => kid)).toContain(decodeProtectedHeader(token).kid);
      await jwtVerify(token, createLocalJWKSet(own));
      await expect(jwtVerify(token, createLocalJWKSet(await keySet(two.id)))).rejects.toThrow(
        /no applicable key/,
      );
    }
    await local.close();
    local = await createLocalAws({ port: 0, dataDir: directory.path });
    expect(await keySet(one.id)).toEqual(own);
    const { Username } = await new Cognito(local.url).ok('GetUser', { AccessToken: one.tokens.AccessToken });
    expect(Username).toBe('ada');
  });
});

describe('On Node 20.12, which has no URL.parse', () => {
  const { parse } = URL;
  beforeAll(() => void Reflect.deleteProperty(URL, 'parse'));
  afterAll(
    () => void Object.defineProperty(URL, 'parse', { value: parse, configurable: true, writable: true }),
  );

  test('a client with addresses is made', async () => {
    const cognito = new Cognito(local.url);
    const { UserPool } = await cognito.adminOk('CreateUserPool', { PoolName: 'old' });
    const client = {
      UserPoolId: UserPool.Id,
      ClientName: 'app',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
    };
    const made = await cognito.admin('CreateUserPoolClient', {
      ...client,
      CallbackURLs: ['http://localhost/cb'],
    });
    expect(made.status).toBe(200);
    const refused = await cognito.admin('CreateUserPoolClient', { ...client, CallbackURLs: ['no address'] });
    expect(refused.body.__type).toBe('InvalidParameterException');
  });
});
