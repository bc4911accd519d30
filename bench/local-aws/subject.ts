import type { CognitoClient } from './cognito-client';
import type { Server } from './server';

export const PASSWORD = 'Str0ng-Enough!';
/** The people of the pool who sign in, spread evenly over it. */
const MOST_ACTIVE = 100;

/** The same for every server: a pool that signs in by e-mail address, and a client with the flows both have. */
export const POOL = {
  PoolName: 'bench',
  UsernameAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
};
export const FLOWS = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

export const emailOf = (person: number) => `person${person}@example.com`;

/** The addresses of those of `people` who sign in. */
export function activeEmails(people: number): string[] {
  const active = Math.min(people, MOST_ACTIVE);
  return Array.from({ length: active }, (_, index) => emailOf(Math.floor((index * people) / active)));
}

/** A server under measurement, with people in its pool. */
export interface Subject {
  readonly name: string;
  readonly people: number;
  readonly cognito: CognitoClient;
  readonly clientId: string;
  readonly poolId: string;
  readonly server: Server;
  stop(): Promise<void>;
}

/** Makes the pool and its client. */
export async function createPool(cognito: CognitoClient, flows: readonly string[]) {
  const { UserPool } = await cognito.call('CreateUserPool', POOL);
  const poolId = UserPool?.Id ?? '';
  const client = { UserPoolId: poolId, ClientName: 'bench', ExplicitAuthFlows: flows };
  const { UserPoolClient } = await cognito.call('CreateUserPoolClient', client);
  return { poolId, clientId: UserPoolClient?.ClientId ?? '' };
}

/** Makes somebody who can sign in. */
export async function createPerson(cognito: CognitoClient, poolId: string, email: string): Promise<void> {
  await cognito.call('AdminCreateUser', {
    UserPoolId: poolId,
    Username: email,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  const permanent = { UserPoolId: poolId, Username: email, Password: PASSWORD, Permanent: true };
  await cognito.call('AdminSetUserPassword', permanent);
}
