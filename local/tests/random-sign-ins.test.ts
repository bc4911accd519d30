import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { derive } from '../password-verifier';
import { createLocalAws, type LocalAws } from '../server';
import { Cognito } from '../testing/cognito';
import { newSrpClient, signInBySrp } from './support/amplify-srp';

/** Each is 0.1 s of computing. */
const SIGN_INS = Number(process.env.SRP_SIGN_INS ?? 300);
/** Sign-ins with one secret of the client's; salt, server secret, user and password are new each time. */
const PER_CLIENT = 20;

let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
});
afterAll(() => local.close());

/** Letters of several scripts, so that the password's bytes are exercised as well as the numbers. */
const randomPassword = () =>
  `Aa1!${randomBytes(6).toString('base64')}${['', 'é', 'ß', '密', '🔑'][randomBytes(1).readUInt8() % 5]}`;

test(`${SIGN_INS} random SRP sign-ins by Amplify’s code all succeed`, async () => {
  const cognito = new Cognito(local.url);
  const { UserPool } = await cognito.adminOk('CreateUserPool', {
    PoolName: 'random',
    UsernameAttributes: ['email'],
  });
  const { UserPoolClient } = await cognito.adminOk('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'srp',
  });
  const { users, directory } = local.services;
  const pool = directory.pool(UserPool.Id);
  let client = await newSrpClient(pool.id);
  for (let i = 0; i < SIGN_INS; i++) {
    if (i % PER_CLIENT === 0) client = await newSrpClient(pool.id);
    const email = `person${i}@example.com`;
    const password = randomPassword();
    const user = users.create({ pool, status: 'CONFIRMED', attributes: { email } });
    users.update(user, { password: derive(user, password) });
    const signIn = { poolId: pool.id, clientId: UserPoolClient.ClientId, username: email, password, client };
    const { body } = await signInBySrp(cognito, signIn);
    expect({ i, password, body }).toMatchObject({ body: { AuthenticationResult: { TokenType: 'Bearer' } } });
  }
}, 1_800_000); // many times what it computes, for a busy machine
