import { expect } from 'vitest';
import type { Answer } from '../../testing/cognito';
import { signInBySrp } from '../support/amplify-srp';
import { area } from './row';
import { INCORRECT, LEGACY, srp, startSrp } from './steps';
import { expectRefused, PASSWORD } from './world';

const { rows, row } = area('SRP');
export const srpRows = rows;

row(
  'USER_SRP_AUTH, first answer',
  'PASSWORD_VERIFIER with SALT, SRP_B, SECRET_BLOCK, USERNAME = USER_ID_FOR_SRP = sub; no Session',
  'MV, AMP',
  async (world) => {
    const { sub, email } = await world.user();
    const { body } = await startSrp(world, email);
    expect(body).toEqual({
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[0-9a-f]+$/),
        SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
        USERNAME: sub,
        USER_ID_FOR_SRP: sub,
      },
    });
  },
);

row(
  'USER_SRP_AUTH by Amplify’s code',
  'tokens, `ChallengeParameters: {}`, no NewDeviceMetadata',
  'MV, AMP',
  async (world) => {
    const { email } = await world.user();
    const { body } = await srp(world, email.toUpperCase());
    expect(body.ChallengeParameters).toEqual({});
    expect(Object.keys(body.AuthenticationResult).sort()).toEqual([
      'AccessToken',
      'ExpiresIn',
      'IdToken',
      'RefreshToken',
      'TokenType',
    ]);
    expect(body.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
  },
);

row('USER_SRP_AUTH with a wrong password', 'NotAuthorizedException at the verifier', 'OB', async (world) => {
  const { email } = await world.user();
  expectRefused(await srp(world, email, { password: 'Wrong-Horse-9!' }), 'NotAuthorizedException', INCORRECT);
});

row(
  'USER_SRP_AUTH for nobody, existence hidden',
  'the same UUID and salt every time; refused at the verifier',
  'G23, MS',
  async (world) => {
    const email = world.newEmail();
    const parameters = async () => (await startSrp(world, email)).body.ChallengeParameters;
    const [first, second] = [await parameters(), await parameters()];
    expect([second.SALT, second.USER_ID_FOR_SRP]).toEqual([first.SALT, first.USER_ID_FOR_SRP]);
    expect(first.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expectRefused(await srp(world, email), 'NotAuthorizedException', INCORRECT);
  },
);

row(
  'USER_SRP_AUTH for nobody, LEGACY',
  'UserNotFoundException',
  'G23',
  async (world) => {
    expectRefused(await startSrp(world, world.newEmail()), 'UserNotFoundException', 'User does not exist.');
  },
  LEGACY,
);

row('A SECRET_BLOCK used a second time', 'NotAuthorizedException', 'INF', async (world) => {
  const { email } = await world.user();
  let sent: object = {};
  const spying = Object.assign(Object.create(world.cognito), {
    call(operation: string, input: object): Promise<Answer> {
      sent = input;
      return world.cognito.call(operation, input);
    },
  });
  const signIn = { poolId: world.poolId, clientId: world.clientId, username: email, password: PASSWORD };
  expect((await signInBySrp(spying, signIn)).status).toBe(200);
  expectRefused(await world.cognito.call('RespondToAuthChallenge', sent), 'NotAuthorizedException');
});

row('A SECRET_BLOCK at another client of the pool', 'NotAuthorizedException', 'INF', async (world) => {
  const { email, sub } = await world.user();
  const other = await world.client();
  const { body } = await startSrp(world, email);
  const answer = await world.cognito.call('RespondToAuthChallenge', {
    ClientId: other.ClientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: sub,
      PASSWORD_CLAIM_SECRET_BLOCK: body.ChallengeParameters.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: 'AAAA',
      TIMESTAMP: 'Fri Nov 6 09:05:03 UTC 2026',
    },
  });
  expectRefused(answer, 'NotAuthorizedException');
});

row('A TIMESTAMP years old, in another form, or empty', 'InvalidParameterException', 'INF', async (world) => {
  const { email } = await world.user();
  for (const TIMESTAMP of ['Fri Nov 6 09:05:03 UTC 2020', '2026-11-06T09:05:03Z', '']) {
    expectRefused(await srp(world, email, { tamper: { TIMESTAMP } }), 'InvalidParameterException');
  }
});

for (const srpA of ['0', 'not hexadecimal', '']) {
  row(
    `SRP_A ${srpA === '' ? 'left empty' : `= ${srpA}`}`,
    'InvalidParameterException',
    'INF',
    async (world) => {
      const { email } = await world.user();
      expectRefused(await startSrp(world, email, srpA), 'InvalidParameterException');
    },
  );
}
