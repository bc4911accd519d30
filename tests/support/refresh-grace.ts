import { Cognito } from '../../local/testing/cognito';
import type { TestLocalAws } from './local-aws';
import { CLIENT_ID, POOL_ID } from './token-probe';

/** What the app client says about itself and cannot be told. */
const READ_ONLY = ['ClientSecret', 'CreationDate', 'LastModifiedDate'];

/**
 * How long an exchanged refresh token goes on working, told to the pool's app client by Cognito's own API. An update
 * resets what it leaves out (API reference, UpdateUserPoolClient), so everything is sent back.
 */
export async function setRefreshGrace(aws: TestLocalAws, seconds: number): Promise<void> {
  const cognito = new Cognito(aws.url);
  const client = { UserPoolId: POOL_ID, ClientId: CLIENT_ID };
  const { UserPoolClient } = await cognito.adminOk('DescribeUserPoolClient', client);
  const kept = Object.entries<unknown>(UserPoolClient).filter(([name]) => !READ_ONLY.includes(name));
  await cognito.adminOk('UpdateUserPoolClient', {
    ...Object.fromEntries(kept),
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: seconds },
  });
}
