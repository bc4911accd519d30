import { UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { claimOf } from '@/lib/auth/relay/claim';

const inert = new UnsecuredJWT({ sub: 'b9f2' }).encode();

it.each<[string, Record<string, unknown>, string, string | null]>([
  [
    'InitiateAuth',
    { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ada' } },
    'sign_in_start',
    'ada',
  ],
  [
    'InitiateAuth',
    { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ada', PREFERRED_CHALLENGE: 'EMAIL_OTP' } },
    'code_sent',
    'ada',
  ],
  ['RespondToAuthChallenge', answerTo('PASSWORD_VERIFIER', { USERNAME: 'ada' }), 'password_try', 'ada'],
  ['RespondToAuthChallenge', answerTo('SOFTWARE_TOKEN_MFA', { USERNAME: 'ada' }), 'code_try', 'ada'],
  [
    'RespondToAuthChallenge',
    answerTo('SELECT_CHALLENGE', { USERNAME: 'ada', ANSWER: 'SMS_OTP' }),
    'code_sent',
    'ada',
  ],
  ['SignUp', { Username: 'ada' }, 'sign_up', 'ada'],
  ['ForgotPassword', { Username: 'ada' }, 'code_sent', 'ada'],
  ['ResendConfirmationCode', { Username: 'ada' }, 'code_sent', 'ada'],
  ['ConfirmForgotPassword', { Username: 'ada' }, 'code_try', 'ada'],
  ['ConfirmSignUp', { Username: 'ada' }, 'code_try', 'ada'],
  ['ChangePassword', { AccessToken: inert }, 'password_try', 'b9f2'],
  ['VerifySoftwareToken', { AccessToken: inert }, 'code_try', 'b9f2'],
  ['VerifySoftwareToken', { Session: 'x' }, 'code_try', null],
  ['ForgotPassword', { Username: { toString: 1 } }, 'code_sent', null],
])('%s with %j is a claim on a budget', (operation, input, kind, account) => {
  expect(claimOf(operation, input)).toMatchObject({ kind, account });
});

it.each([
  ['GetUser', { AccessToken: inert }],
  ['ListWebAuthnCredentials', { AccessToken: inert }],
  ['RespondToAuthChallenge', answerTo('WEB_AUTHN', { USERNAME: 'ada' })],
  ['RespondToAuthChallenge', answerTo('constructor', {})],
  ['RespondToAuthChallenge', { ChallengeName: null, ChallengeResponses: 'text' }],
])('%s with %j is none', (operation, input) => {
  expect(claimOf(operation, input)).toBeNull();
});

function answerTo(ChallengeName: string, ChallengeResponses: object) {
  return { ChallengeName, ChallengeResponses };
}
