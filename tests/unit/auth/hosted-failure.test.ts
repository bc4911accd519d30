import * as oidc from 'openid-client';
import { expect, test } from 'vitest';
import { type Attempt, readAgain, startAfresh, startAgain } from '@/lib/auth/attempt';
import { failureOf } from '@/lib/auth/hosted-failure';
import { parseReturnTo } from '@/lib/auth/return-to';

/** As Cognito sends a browser back with it. */
const refusal = (error: string, error_description: string) =>
  new oidc.AuthorizationResponseError('refused', {
    cause: new URLSearchParams({ error, error_description }),
  });

test.each([
  ['access_denied', 'The user denied the request', 'sign_in_cancelled'],
  ['invalid_request', 'PreSignUp failed with error latchkey_linked. ', 'accounts_linked'],
  ['invalid_request', 'Already found an entry for username google_1048', 'accounts_linked'],
  ['invalid_request', 'PreSignUp failed with error Not today. ', 'sign_in_refused'],
  ['server_error', 'Something went wrong', 'sign_in_refused'],
])('%s, %s, is %s', (error, description, code) => {
  expect(failureOf(refusal(error, description)).code).toBe(code);
});

test('a sign-in that starts again is the same one, and says that it is the second', () => {
  const attempt: Attempt = {
    nonce: 'n',
    verifier: 'v',
    returnTo: parseReturnTo('/account?tab=1'),
    provider: 'Google',
    remember: false,
    startedAt: 0,
    fresh: false,
    again: false,
    browser: 'b',
  };
  const [again, afresh] = [startAgain(attempt), startAfresh({ ...attempt, again: true })].map(
    (path) => new URL(path, 'https://app.example').searchParams,
  );
  expect(Object.fromEntries(again ?? [])).toEqual({
    again: '1',
    provider: 'Google',
    remember: 'off',
    returnTo: '/account?tab=1',
  });
  expect([again, afresh].map((query) => query && readAgain(query))).toEqual([true, true]);
  expect(afresh?.get('prompt')).toBe('login');
});
