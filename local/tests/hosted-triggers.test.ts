import { describe, expect, test } from 'vitest';
import type { TriggerEvent, TriggerName } from '../triggers/triggers';
import { DEMO, hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';
import { codeGrant, outcome, post } from './support/token-endpoint';

const at = hostedLogin();

/** Gives the pool a function. @returns the events that it was called with */
function onTrigger(name: TriggerName, answer: (event: TriggerEvent) => unknown = (event) => event) {
  const events: TriggerEvent[] = [];
  at.local.services.triggers.register(POOL_ID, name, (event) => {
    events.push(event);
    return answer(event);
  });
  return events;
}

const refuse = () => {
  throw new Error('Not today');
};

async function signInWithGoogle() {
  await at.open({ identity_provider: 'Google' });
  await at.visitor.press('ada@gmail.example');
}

describe('the pool’s own functions', () => {
  test('are told of the first sign-in of somebody from Google, and of no later one', async () => {
    const before = onTrigger('PreSignUp');
    const after = onTrigger('PostConfirmation');
    await signInWithGoogle();
    at.useAnotherBrowser();
    await signInWithGoogle();
    expect(at.returned).toHaveProperty('code');
    expect(before.map(({ triggerSource }) => triggerSource)).toEqual(['PreSignUp_ExternalProvider']);
    expect(after.map(({ triggerSource }) => triggerSource)).toEqual(['PostConfirmation_ConfirmSignUp']);
    expect(before[0]?.request.userAttributes).toMatchObject({ email: 'ada@gmail.example' });
    expect(before[0]?.userName).toMatch(/^google_\d+$/);
  });

  test('can refuse somebody from Google: the app is told, and there is no user', async () => {
    onTrigger('PostConfirmation');
    onTrigger('PreSignUp', refuse);
    await signInWithGoogle();
    expect(at.returned).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('Not today'),
    });
    expect(at.local.services.users.inPool(POOL_ID)).toHaveLength(2);
  });

  test('can refuse a sign-up on the page, and confirm one at once', async () => {
    const person = { username: 'new.person@example.com', password: 'Correct-Horse-9!' };
    onTrigger('PreSignUp', refuse);
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', person);
    expect(at.visitor.message).toContain('Not today');
    onTrigger('PreSignUp', (event) => ({ ...event, response: { autoConfirmUser: true } }));
    await at.visitor.press('Sign up', person);
    expect(at.returned).toHaveProperty('code');
  });

  test('can refuse tokens: the code is spent, and the endpoint says invalid_request', async () => {
    const { checks } = await at.signIn();
    onTrigger('PreTokenGeneration', refuse);
    const grant = codeGrant(at.returned.code ?? '', checks.pkceCodeVerifier);
    expect(await outcome(await post(at, 'token', grant))).toEqual({ status: 400, error: 'invalid_request' });
    onTrigger('PreTokenGeneration');
    expect(await outcome(await post(at, 'token', grant))).toEqual({ status: 400, error: 'invalid_grant' });
  });

  test('can refuse tokens in the implicit grant, on the page and with a session', async () => {
    at.changeClient({ AllowedOAuthFlows: ['implicit'] });
    onTrigger('PreTokenGeneration', refuse);
    await at.open({ response_type: 'token' });
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.message).toBe('PreTokenGeneration failed with error Not today.');
    await at.open({ response_type: 'token' });
    expect(at.visitor.shown.url.pathname).toBe('/error');
    expect(at.visitor.message).toBe('PreTokenGeneration failed with error Not today.');
  });
});
