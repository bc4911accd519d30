import { expect, it } from 'vitest';
import { levelled } from '@/lib/auth/relay/level';

const refusal = (type: string, message: string) => ({
  status: 400,
  errorType: type,
  body: JSON.stringify({ __type: type, message }),
});

it('confirming a sign-up refuses an account that is there, one that is not, and a wrong code alike', () => {
  const answers = [
    refusal('NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED'),
    refusal('ExpiredCodeException', 'Invalid code provided, please request a code again.'),
    refusal('CodeMismatchException', 'Invalid verification code provided, please try again.'),
  ].map((answer) => levelled('ConfirmSignUp', { Username: 'ada@example.com' }, answer));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 400, errorType: 'CodeMismatchException' });
});

it('asking for a code again answers a confirmed account as one that is not there', () => {
  const confirmed = refusal('InvalidParameterException', 'User is already confirmed.');
  const answer = levelled('ResendConfirmationCode', { Username: 'ada@example.com' }, confirmed);
  expect(answer).toMatchObject({ status: 200, errorType: null });
  expect(JSON.parse(answer.body)).toEqual({
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
  });
});

it('everything else stays as Cognito said it', () => {
  const limit = refusal('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
  const odd = refusal('InvalidParameterException', 'odd');
  expect(levelled('ConfirmSignUp', {}, limit)).toBe(limit);
  expect(levelled('ResendConfirmationCode', { Username: 'no-address' }, odd)).toBe(odd);
  expect(levelled('SignUp', { Username: 'a@b.c' }, odd)).toBe(odd);
});
