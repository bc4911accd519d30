import { expect, it } from 'vitest';
import { isTaken, levelled, takesItsTime } from '@/lib/auth/relay/level';
import { readSignUp, type SignUpRules } from '@/lib/auth/relay/sign-up';

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
  ].map((answer) => levelled('ConfirmSignUp', { Username: 'ada@example.com' }, answer, false));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 400, errorType: 'CodeMismatchException' });
});

it('asking for a code again answers a confirmed account as one that is not there', () => {
  const confirmed = refusal('InvalidParameterException', 'User is already confirmed.');
  const answer = levelled('ResendConfirmationCode', { Username: 'ada@example.com' }, confirmed, false);
  expect(answer).toMatchObject({ status: 200, errorType: null });
  expect(JSON.parse(answer.body)).toEqual({
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
  });
});

it('everything else stays as Cognito said it', () => {
  const limit = refusal('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
  const odd = refusal('InvalidParameterException', 'odd');
  expect(levelled('ConfirmSignUp', {}, limit, false)).toBe(limit);
  expect(levelled('ResendConfirmationCode', { Username: 'no-address' }, odd, false)).toBe(odd);
  expect(levelled('SignUp', { Username: 'a@b.c' }, odd, false)).toBe(odd);
});

const sent = (more: object) => ({ status: 200, errorType: null, body: JSON.stringify(more) });
const bodiesOf = (operation: string, answers: readonly Parameters<typeof levelled>[2][]) => {
  const levels = answers.map((answer) => levelled(operation, { Username: 'ada@example.com' }, answer, true));
  return levels.map(({ status, errorType, body }) => ({ status, errorType, ...JSON.parse(body) }));
};

it('signing up answers for an account that is there as for a new one, with a sub that is nobody’s', () => {
  const genuine = { UserConfirmed: false, UserSub: 'the-real-one', Session: 's', CodeDeliveryDetails: {} };
  const answers = [sent(genuine), refusal('UsernameExistsException', 'User already exists')];
  const bodies = bodiesOf('SignUp', answers);
  for (const body of bodies) {
    expect(body).toEqual({
      status: 200,
      errorType: null,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
  }
  expect(bodies[0].UserSub).not.toBe(bodies[1].UserSub);
  expect(answers.map((answer) => isTaken('SignUp', answer))).toEqual([false, true]);
});

it.each([
  ['ConfirmSignUp', ['LimitExceededException', 'TooManyFailedAttemptsException', 'CodeMismatchException']],
  ['ResendConfirmationCode', [null, 'LimitExceededException', 'InvalidParameterException']],
  ['ForgotPassword', [null, 'InvalidParameterException', 'NotAuthorizedException']],
  ['RespondToAuthChallenge', ['UserNotConfirmedException', 'NotAuthorizedException']],
])('what can follow a sign-up, %s, tells nothing then either: %j', (operation, types) => {
  const message = 'Incorrect username or password.';
  const bodies = bodiesOf(
    operation,
    types.map((type) => (type === null ? sent({ CodeDeliveryDetails: {} }) : refusal(type, message))),
  );
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
});

it('a refusal that is not about the account, and an account that is confirmed at once, stay as they are', () => {
  for (const type of [
    'UserLambdaValidationException',
    'LimitExceededException',
    'InvalidPasswordException',
  ]) {
    const answer = refusal(type, 'x');
    expect(levelled('SignUp', { Username: 'a@b.c' }, answer, true)).toBe(answer);
  }
  const atOnce = sent({ UserConfirmed: true, UserSub: 'the-real-one' });
  expect(levelled('SignUp', { Username: 'a@b.c' }, atOnce, true)).toBe(atOnce);
  const locked = refusal('NotAuthorizedException', 'Password attempts exceeded');
  expect(levelled('RespondToAuthChallenge', {}, locked, true)).toBe(locked);
  expect(['SignUp', 'GetUser', 'RespondToAuthChallenge'].map(takesItsTime)).toEqual([true, false, false]);
});

const RULES: SignUpRules = {
  password: { minLength: 8, kinds: ['lowercase', 'uppercase', 'numbers', 'symbols'] },
  requiredAttributes: ['email', 'given_name'],
};
const form = {
  ClientId: 'c',
  Username: 'ada@example.com',
  Password: 'Str0ng-Enough!',
  UserAttributes: [
    { Name: 'email', Value: 'another@example.com' },
    { Name: 'given_name', Value: 'Ada' },
  ],
};

it('a sign-up is made of what the form has, with the address that it is for', () => {
  const more = { ClientMetadata: { a: 'b' }, ValidationData: [{ Name: 'x' }], SecretHash: 's' };
  const { UserAttributes: _, ...same } = form;
  expect(readSignUp({ ...form, ...more, UserContextData: { EncodedData: 'd' } }, RULES)).toEqual({
    input: {
      ...same,
      UserAttributes: [
        { Name: 'email', Value: 'ada@example.com' },
        { Name: 'given_name', Value: 'Ada' },
      ],
      UserContextData: { EncodedData: 'd' },
    },
  });
});

const named = (Name: unknown, Value: unknown) => ({
  UserAttributes: [
    { Name: 'given_name', Value: 'Ada' },
    { Name, Value },
  ],
});

it.each<[string, object, string]>([
  ['a short password', { Password: 'Aa1!' }, 'InvalidPasswordException'],
  ['a password without a symbol of Cognito’s', { Password: 'Str0ngEnough§' }, 'InvalidPasswordException'],
  ['a password without a capital', { Password: 'str0ng-enough!' }, 'InvalidPasswordException'],
  ['a password with a space', { Password: 'Str0ng Enough!' }, 'InvalidPasswordException'],
  ['a password of 257 characters', { Password: `Aa1!${'a'.repeat(253)}` }, 'InvalidPasswordException'],
  ['no password', { Password: undefined }, 'InvalidPasswordException'],
  ['a name that is no address', { Username: 'b9f2' }, 'InvalidParameterException'],
  ['an attribute that the form has not', named('custom:role', 'x'), 'InvalidParameterException'],
  ['a flag', named('email_verified', 'true'), 'InvalidParameterException'],
  ['an attribute twice', named('given_name', 'Eve'), 'InvalidParameterException'],
  ['an attribute that is no text', named('name', { toString: 1 }), 'InvalidParameterException'],
  ['a name of 1,001 characters', named('name', 'a'.repeat(1_001)), 'InvalidParameterException'],
  ['no required attribute', { UserAttributes: [] }, 'InvalidParameterException'],
  ['attributes that are no list', { UserAttributes: 'x' }, 'InvalidParameterException'],
  ['an attribute that is nothing', { UserAttributes: [null] }, 'InvalidParameterException'],
])('a sign-up with %s is refused before Cognito could say what it finds first', (_, change, type) => {
  expect(readSignUp({ ...form, ...change }, RULES)).toMatchObject({ status: 400, type });
});
