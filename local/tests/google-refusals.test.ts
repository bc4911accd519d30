import { describe, expect, test } from 'vitest';
import { google } from '../providers/brands';
import { hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';

const ADA = 'ada@gmail.example';
const [{ sub: ADA_SUB } = { sub: '' }] = google.people;

const at = hostedLogin();

/** Opens Google's account chooser by way of the authorization endpoint. */
const openGoogle = (parameters: Record<string, string> = {}) =>
  at.open({ identity_provider: 'Google', ...parameters });

async function signInAs(button: string, fields?: Record<string, string>) {
  const attempt = await openGoogle();
  await at.visitor.press(button, fields);
  return at.redeem(attempt);
}

describe('when Google says no', () => {
  test('cancelling goes back to the app with access_denied and its state', async () => {
    const { checks } = await openGoogle();
    await at.visitor.press('Cancel');
    expect(at.returned).toEqual({
      error: 'access_denied',
      error_description: 'The user denied the request',
      state: checks.expectedState,
    });
  });

  test('refusing consent does the same', async () => {
    await openGoogle({ prompt: 'consent' });
    await at.visitor.press(ADA);
    await at.visitor.press('Cancel');
    expect(at.returned).toMatchObject({ error: 'access_denied' });
  });

  test('an error of its token endpoint is passed on as Cognito words it', async () => {
    at.local.services.controls.addFault({
      operation: 'google/token',
      mode: 'error',
      error: 'invalid_client',
      status: 401,
      message: '',
      ms: 0,
      times: 1,
    });
    const { checks } = await openGoogle();
    await at.visitor.press(ADA);
    expect(at.returned).toEqual({
      error: 'invalid_request',
      error_description: 'Google Error - 401 invalid_client',
      state: checks.expectedState,
    });
  });

  test('an unknown state, and one used before, end on the error page', async () => {
    await at.visitor.open('/oauth2/idpresponse?code=x&state=unknown');
    expect(at.visitor.message).toBe('Invalid state');
    await openGoogle();
    const state = at.visitor.shown.url.searchParams.get('state') ?? '';
    await at.visitor.press(ADA);
    await at.visitor.open(`/oauth2/idpresponse?code=x&state=${state}`);
    expect(at.visitor.message).toBe('Invalid state');
  });

  test('coming back after more than five minutes ends on the error page', async () => {
    await openGoogle();
    at.local.services.clock.advance(5 * 60_000 + 1_000);
    await at.visitor.press(ADA);
    expect(at.visitor.message).toBe('Something went wrong');
    expect(at.local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB)).toBeUndefined();
  });

  test('somebody who was disabled is not signed in', async () => {
    await signInAs(ADA);
    const user = at.local.services.users.byIdentity(POOL_ID, 'Google', ADA_SUB);
    if (user) at.local.services.users.update(user, { enabled: false });
    at.useAnotherBrowser();
    await openGoogle();
    await at.visitor.press(ADA);
    expect(at.returned).toMatchObject({ error: 'invalid_request', error_description: 'User is disabled.' });
  });
});
