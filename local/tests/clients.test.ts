import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  GetTokensFromRefreshTokenCommand,
  ListUsersCommand,
  NotAuthorizedException,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { CognitoJwtVerifier as CognitoJwtVerifier4 } from 'aws-jwt-verify-4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalAws } from '../server';
import { Cognito } from '../testing/cognito';
import { signInBySrp } from './support/amplify-srp';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';

let local: LocalAws;
let cognito: Cognito;
beforeAll(async () => {
  local = await startServer();
  cognito = new Cognito(local.url);
});
afterAll(() => local.close());

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };

async function demoTokens() {
  const { body } = await signInBySrp(cognito, { poolId: POOL_ID, clientId: CLIENT_ID, ...DEMO });
  return body.AuthenticationResult as { AccessToken: string; IdToken: string; RefreshToken: string };
}

describe('@aws-sdk/client-cognito-identity-provider', () => {
  const sdk = () =>
    new CognitoIdentityProviderClient({
      endpoint: local.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    });

  test('makes pools and clients, signs every request, and reads dates as dates', async () => {
    const client = sdk();
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'sdk' }));
    expect(UserPool?.CreationDate).toBeInstanceOf(Date);
    const made = await client.send(
      new CreateUserPoolClientCommand({
        UserPoolId: UserPool?.Id,
        ClientName: 'sdk',
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
      }),
    );
    expect(made.UserPoolClient?.RefreshTokenRotation).toEqual({
      Feature: 'ENABLED',
      RetryGracePeriodSeconds: 30,
    });
  });

  test('refreshes what an SRP sign-in gave', async () => {
    const { RefreshToken } = await demoTokens();
    const { AuthenticationResult } = await sdk().send(
      new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken }),
    );
    expect(AuthenticationResult?.RefreshToken).not.toBe(RefreshToken);
    expect(AuthenticationResult?.ExpiresIn).toBe(900);
  });

  test('throws its own classes of errors', async () => {
    const missing = sdk().send(new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: 'nobody' }));
    await expect(missing).rejects.toBeInstanceOf(UserNotFoundException);
    const refused = sdk().send(
      new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken: 'a.b.c.d.e' }),
    );
    await expect(refused).rejects.toBeInstanceOf(NotAuthorizedException);
  });

  test('pages through users', async () => {
    const { Users: all = [] } = await sdk().send(new ListUsersCommand({ UserPoolId: POOL_ID }));
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListUsers({ client: sdk(), pageSize: 1 }, { UserPoolId: POOL_ID })) {
      seen.push(...(page.Users ?? []).map((user) => user.Username));
    }
    expect(seen.sort()).toEqual(all.map((user) => user.Username).sort());
    expect(seen.length).toBeGreaterThanOrEqual(2);
  });
});

describe('amazon-cognito-identity-js', () => {
  const userPool = () =>
    new CognitoUserPool({ UserPoolId: POOL_ID, ClientId: CLIENT_ID, endpoint: local.url });

  const authenticate = (password: string) =>
    new Promise<CognitoUserSession>((resolve, reject) => {
      const user = new CognitoUser({ Username: DEMO.username, Pool: userPool() });
      const details = new AuthenticationDetails({ Username: DEMO.username, Password: password });
      user.authenticateUser(details, { onSuccess: resolve, onFailure: reject });
    });

  test('signs in by SRP', async () => {
    const session = await authenticate(DEMO.password);
    expect(session.isValid()).toBe(true);
    expect(session.getIdToken().payload.email).toBe(DEMO.username);
  });

  test('hears of a wrong password', async () => {
    await expect(authenticate('Wrong-Passw0rd!')).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  });

  test('signs up and confirms', async () => {
    const email = 'identity-js@example.com';
    await new Promise((resolve, reject) => {
      userPool().signUp(email, 'Correct-Horse-9!', [], [], (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
    const user = new CognitoUser({ Username: email, Pool: userPool() });
    const code = local.services.mailbox.list(email)[0]?.code ?? '';
    const confirmed = await new Promise((resolve, reject) => {
      user.confirmRegistration(code, false, (error, result) => (error ? reject(error) : resolve(result)));
    });
    expect(confirmed).toBe('SUCCESS');
  });
});

describe('aws-jwt-verify', () => {
  const keySet = () => fetch(`${local.url}/${POOL_ID}/.well-known/jwks.json`);
  const settings = { userPoolId: POOL_ID, clientId: CLIENT_ID };

  test('5 accepts both tokens with the key set of the local AWS', async () => {
    const { AccessToken, IdToken } = await demoTokens();
    const fetcher = { fetch: async () => (await keySet()).arrayBuffer() };
    const jwksCache = new SimpleJwksCache({ fetcher });
    const access = CognitoJwtVerifier.create({ ...settings, tokenUse: 'access' }, { jwksCache });
    expect(await access.verify(AccessToken)).toMatchObject({ client_id: CLIENT_ID, token_use: 'access' });
    const id = CognitoJwtVerifier.create({ ...settings, tokenUse: 'id' }, { jwksCache });
    expect(await id.verify(IdToken)).toMatchObject({ aud: CLIENT_ID, email: DEMO.username });
    await expect(access.verify(IdToken)).rejects.toThrow();
    await expect(id.verify(`${IdToken.slice(0, -4)}AAAA`)).rejects.toThrow();
  });

  test('4 accepts both tokens too', async () => {
    const { AccessToken, IdToken } = await demoTokens();
    const jwks = (await (await keySet()).json()) as Parameters<typeof verifier.cacheJwks>[0];
    const verifier = CognitoJwtVerifier4.create({ ...settings, tokenUse: 'access' });
    verifier.cacheJwks(jwks);
    expect(verifier.verifySync(AccessToken)).toMatchObject({ client_id: CLIENT_ID });
    expect(() => verifier.verifySync(IdToken)).toThrow();
  });
});
