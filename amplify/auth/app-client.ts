import type { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { LIFETIMES } from './settings';

/**
 * Short tokens, rotating refresh tokens, and no way to sign in that sends a password to the server.
 * `defineAuth` has no word for any of this.
 */
export function hardenAppClient(client: CfnUserPoolClient): void {
  client.accessTokenValidity = LIFETIMES.accessTokenMinutes;
  client.idTokenValidity = LIFETIMES.idTokenMinutes;
  client.refreshTokenValidity = LIFETIMES.refreshTokenDays;
  client.tokenValidityUnits = { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' };
  client.refreshTokenRotation = {
    feature: 'ENABLED',
    retryGracePeriodSeconds: LIFETIMES.refreshRetrySeconds,
  };
  // ALLOW_REFRESH_TOKEN_AUTH is missing on purpose: Cognito refuses it together with rotation.
  client.explicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'];
  client.enableTokenRevocation = true;
  client.preventUserExistenceErrors = 'ENABLED';
}
