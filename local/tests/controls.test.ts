import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalAws } from '../server';
import { Cognito } from '../testing/cognito';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';

let local: LocalAws;
let cognito: Cognito;
beforeAll(async () => {
  local = await startServer();
  cognito = new Cognito(local.url);
});
afterAll(() => local.close());
beforeEach(() => control('reset'));

const control = (name: string, body: object = {}) =>
  fetch(`${local.url}/__test/${name}`, { method: 'POST', body: JSON.stringify(body) });
const requests = async () => (await fetch(`${local.url}/__test/requests`)).json();
const start = (signal?: AbortSignal) =>
  fetch(local.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
    body: JSON.stringify({
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: CLIENT_ID,
      AuthParameters: { USERNAME: 'demo@example.com', SRP_A: 'a1b2' },
    }),
    signal,
  });

describe('/__test/faults', () => {
  test('error: InternalErrorException, 500, as often as told and no more', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'error', times: 2 });
    expect((await start()).status).toBe(500);
    const second = await start();
    expect(second.status).toBe(500);
    expect(second.headers.get('x-amzn-errortype')).toBe('InternalErrorException:');
    expect((await start()).status).toBe(200);
  });

  test('error with a name and a status of its own', async () => {
    await control('faults', {
      operation: 'InitiateAuth',
      mode: 'error',
      error: 'TooManyRequestsException',
      status: 429,
    });
    const answer = await start();
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ __type: 'TooManyRequestsException' });
  });

  test('error with a name alone is 400, as Cognito answers', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'error', error: 'NotAuthorizedException' });
    expect((await start()).status).toBe(400);
  });

  test('error on an endpoint of the domain has the form of OAuth', async () => {
    await control('faults', { operation: 'oauth2/token', mode: 'error', error: 'server_error', status: 503 });
    const answer = await fetch(`${local.url}/oauth2/token`, { method: 'POST' });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ error: 'server_error' });
  });

  test('delay: the right answer, late', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'delay', ms: 300 });
    const before = performance.now();
    expect((await start()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(295);
  });

  test('ms: a fault of every mode, late', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'error', ms: 300 });
    const before = performance.now();
    expect((await start()).status).toBe(500);
    expect(performance.now() - before).toBeGreaterThanOrEqual(295);
  });

  test('timeout: no answer while the caller waits', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'timeout' });
    await expect(start(AbortSignal.timeout(300))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await start()).status).toBe(200);
  });

  test('drop: the connection closes', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'drop' });
    await expect(start()).rejects.toThrow('fetch failed');
    expect((await start()).status).toBe(200);
  });

  test('lose: carried out, and the connection closes', async () => {
    const someone = { ClientId: CLIENT_ID, Username: 'someone@example.com', Password: 'Correct-Horse-9!' };
    await control('faults', { operation: 'SignUp', mode: 'lose' });
    await expect(cognito.call('SignUp', someone)).rejects.toThrow('fetch failed');
    expect((await cognito.call('SignUp', someone)).body).toMatchObject({ __type: 'UsernameExistsException' });
  });

  test('garbage: 200 with what is not JSON', async () => {
    await control('faults', { operation: 'InitiateAuth', mode: 'garbage' });
    const answer = await start();
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  test('touches no other operation, and ends with DELETE', async () => {
    await control('faults', { operation: 'SignUp', mode: 'error', times: 5 });
    expect((await start()).status).toBe(200);
    await fetch(`${local.url}/__test/faults`, { method: 'DELETE' });
    const answer = await cognito.call('SignUp', {});
    expect(answer.status).toBe(400);
  });

  test.each([
    {},
    { operation: 'x' },
    { operation: 'x', mode: 'explode' },
    { operation: 'x', mode: 'error', times: 0 },
  ])('answers 400 to %j', async (body) => expect((await control('faults', body)).status).toBe(400));
});

describe('/__test/requests', () => {
  test('counts operations and paths, not the controls', async () => {
    await start();
    await start();
    await cognito.call('GetUser', {});
    await fetch(`${local.url}/oauth2/userInfo`);
    await control('clock', { advanceMs: 1 });
    expect(await requests()).toEqual({ InitiateAuth: 2, GetUser: 1, 'oauth2/userInfo': 1 });
  });

  test('counts how many were under way at the same moment, until told to count anew', async () => {
    const atOnce = async () => (await fetch(`${local.url}/__test/requests/at-once`)).json();
    await start();
    expect(await atOnce()).toEqual({ InitiateAuth: 1 });
    await control('faults', { operation: 'InitiateAuth', mode: 'error', ms: 300, times: 3 });
    await Promise.all([start(), start(), start()]);
    await start();
    expect(await atOnce()).toEqual({ InitiateAuth: 3 });
    await fetch(`${local.url}/__test/requests/at-once`, { method: 'DELETE' });
    expect(await atOnce()).toEqual({});
    await start();
    expect(await atOnce()).toEqual({ InitiateAuth: 1 });
  });

  test('keeps no password, code or token in the log of the admin page', async () => {
    const secret = 'Secret-Passw0rd!';
    await cognito.call('SignUp', { ClientId: CLIENT_ID, Username: 'someone@example.com', Password: secret });
    const log = JSON.stringify(local.services.controls.log);
    expect(log).toContain('someone@example.com');
    expect(log).not.toContain(secret);
  });
});

describe('/__test/clock', () => {
  test('moves the time and says what it is', async () => {
    const before = local.services.clock.now();
    const { now } = (await (await control('clock', { advanceMs: 3_600_000 })).json()) as { now: number };
    expect(now - before).toBeGreaterThanOrEqual(3_600_000);
    expect(now - before).toBeLessThan(3_660_000);
  });

  test('answers 400 to what is no number', async () => {
    expect((await control('clock', { advanceMs: 'soon' })).status).toBe(400);
  });
});

describe('/__test/reset', () => {
  test('brings back the first users, and forgets the others, the mail, the time, the counts', async () => {
    const someone = { ClientId: CLIENT_ID, Username: 'someone@example.com', Password: 'Correct-Horse-9!' };
    await cognito.ok('SignUp', someone);
    await cognito.adminOk('AdminDeleteUser', { UserPoolId: POOL_ID, Username: 'demo@example.com' });
    await control('clock', { advanceMs: 86_400_000 });
    await control('reset');
    expect(Math.abs(local.services.clock.now() - Date.now())).toBeLessThan(5_000);
    expect(await requests()).toEqual({});
    expect(local.services.mailbox.list()).toEqual([]);
    const { Users } = await cognito.adminOk('ListUsers', { UserPoolId: POOL_ID });
    const emails = Users.map(
      (user: { Attributes: { Name: string; Value: string }[] }) =>
        user.Attributes.find(({ Name }) => Name === 'email')?.Value,
    );
    expect(emails.sort()).toEqual(['admin@example.com', 'demo@example.com']);
  });
});
