import { signInBySrp } from '../support/amplify-srp';
import { PASSWORD, type World } from './world';

export const LEGACY = { client: { PreventUserExistenceErrors: 'LEGACY' } };
export const INCORRECT = 'Incorrect username or password.';

export const startSrp = (world: World, username: string, srpA = 'abcdef0123456789') =>
  world.call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: srpA },
  });

export const srp = (
  world: World,
  username: string,
  more: { password?: string; tamper?: Record<string, string> } = {},
) =>
  signInBySrp(world.cognito, {
    poolId: world.poolId,
    clientId: world.clientId,
    username,
    password: PASSWORD,
    ...more,
  });

export const PASSWORDLESS = {
  pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
};
export const startOtp = (world: World, email: string) =>
  world.call('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: email, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
  });

export const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

export const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

export const rotating = (seconds: number) => ({
  client: { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: seconds } },
});
export const rotate = async (world: World, token: string): Promise<string> =>
  (await world.refresh(token)).body.AuthenticationResult?.RefreshToken;
