import { expect, it } from 'vitest';
import { withUserContext } from '@/lib/auth/relay/user-context';

const ADDRESS = '203.0.113.7';

it.each([
  'InitiateAuth',
  'RespondToAuthChallenge',
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'ForgotPassword',
  'ConfirmForgotPassword',
])('%s says from where it is asked', (operation) => {
  const context = { IpAddress: ADDRESS };
  expect(withUserContext(operation, { ClientId: 'c' }, ADDRESS)).toEqual({
    ClientId: 'c',
    UserContextData: context,
  });
});

it('says what the browser says of its device, and nothing that it says of its address', () => {
  const given = { UserContextData: { EncodedData: 'device', IpAddress: '198.51.100.1' } };
  const known = { UserContextData: { EncodedData: 'device', IpAddress: ADDRESS } };
  expect(withUserContext('InitiateAuth', given, ADDRESS)).toEqual(known);
  expect(withUserContext('InitiateAuth', given, null)).toEqual({
    UserContextData: { EncodedData: 'device' },
  });
  expect(withUserContext('InitiateAuth', { UserContextData: { IpAddress: '198.51.100.1' } }, null)).toEqual(
    {},
  );
  expect(withUserContext('InitiateAuth', { UserContextData: 'text' }, null)).toEqual({});
});

it('adds nothing to operations that do not take it', () => {
  expect(withUserContext('GetUser', { AccessToken: 'a' }, ADDRESS)).toEqual({ AccessToken: 'a' });
});
