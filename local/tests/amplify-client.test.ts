import {
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalAws } from '../server';
import { configureAmplify } from './support/amplify';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';

let local: LocalAws;
beforeAll(async () => {
  local = await startServer();
});
afterAll(() => local.close());
beforeEach(() => configureAmplify(local.url, POOL_ID, CLIENT_ID));

const newestCode = (to: string) => local.services.mailbox.list(to)[0]?.code ?? '';
const PASSWORD = 'Correct-Horse-9!';

describe('the unmodified aws-amplify client', () => {
  test('signs in by SRP, reads attributes, refreshes and signs out', async () => {
    const { isSignedIn, nextStep } = await signIn({
      username: 'demo@example.com',
      password: 'Demo-Passw0rd!',
    });
    expect({ isSignedIn, step: nextStep.signInStep }).toEqual({ isSignedIn: true, step: 'DONE' });
    expect((await fetchUserAttributes()).email).toBe('demo@example.com');
    const before = await fetchAuthSession();
    const after = await fetchAuthSession({ forceRefresh: true });
    expect(after.tokens?.accessToken.payload.origin_jti).toBe(before.tokens?.accessToken.payload.origin_jti);
    expect(after.tokens?.accessToken.payload.jti).not.toBe(before.tokens?.accessToken.payload.jti);
    const { username, userId } = await getCurrentUser();
    expect(username).toBe(userId);
    await signOut({ global: true });
    await expect(getCurrentUser()).rejects.toMatchObject({ name: 'UserUnAuthenticatedException' });
  });

  test('signs up, is told to confirm, resends, confirms, signs in', async () => {
    const email = 'New.Person@Example.com';
    const { nextStep } = await signUp({
      username: email,
      password: PASSWORD,
      options: { userAttributes: { email } },
    });
    expect(nextStep).toMatchObject({
      signUpStep: 'CONFIRM_SIGN_UP',
      codeDeliveryDetails: { destination: 'N***@E***', deliveryMedium: 'EMAIL', attributeName: 'email' },
    });
    const early = await signIn({ username: email, password: PASSWORD });
    expect(early.nextStep.signInStep).toBe('CONFIRM_SIGN_UP');
    const first = newestCode(email);
    await resendSignUpCode({ username: email });
    expect(local.services.mailbox.list(email)).toHaveLength(2);
    const second = newestCode(email);
    if (first !== second) {
      await expect(confirmSignUp({ username: email, confirmationCode: first })).rejects.toMatchObject({
        name: 'CodeMismatchException',
      });
    }
    await confirmSignUp({ username: email, confirmationCode: second });
    await signIn({ username: email.toUpperCase(), password: PASSWORD });
    expect((await fetchUserAttributes()).email_verified).toBe('true');
  });

  test('is refused with a wrong password and with an unknown name, in the same words', async () => {
    const wrong = await signIn({ username: 'demo@example.com', password: 'Wrong-Passw0rd!' }).catch((e) => e);
    const unknown = await signIn({ username: 'nobody@example.com', password: 'Wrong-Passw0rd!' }).catch(
      (e) => e,
    );
    expect({ name: wrong.name, message: wrong.message }).toEqual({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect({ name: unknown.name, message: unknown.message }).toEqual({
      name: wrong.name,
      message: wrong.message,
    });
  });
});
