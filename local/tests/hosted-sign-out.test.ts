import { describe, expect, test } from 'vitest';
import { CALLBACK } from './support/app';
import { hostedLogin } from './support/hosted';
import { CLIENT_ID } from './support/server';

const at = hostedLogin();
const authorize = (change: Readonly<Record<string, string | undefined>>) => at.authorize(change);

describe('signing out of managed login', () => {
  const isSignedIn = async () => {
    await authorize({ prompt: 'none' });
    return 'code' in at.returned;
  };

  test('with a registered sign-out URL: the session is over, and the browser goes there', async () => {
    await at.signIn();
    expect(await isSignedIn()).toBe(true);
    await at.visitor.open(`/logout?client_id=${CLIENT_ID}&logout_uri=http://localhost:3000/`);
    expect(at.visitor.shown.url.href).toBe('http://localhost:3000/');
    expect(at.local.services.loginSessions.size).toBe(0);
    expect(await isSignedIn()).toBe(false);
  });

  test('the cookie is dead afterwards also when somebody kept it', async () => {
    await at.signIn();
    const kept = at.visitor.jar.get('cognito') ?? '';
    await at.visitor.open(`/logout?client_id=${CLIENT_ID}&logout_uri=http://localhost:3000/`);
    at.visitor.jar.set('cognito', kept);
    expect(await isSignedIn()).toBe(false);
  });

  test('with a redirect URI: the session is over, and the sign-in page follows for that request', async () => {
    await at.signIn();
    const { url } = await at.open();
    await at.visitor.open(`/logout${url.search}`);
    expect(at.visitor.shown.url.pathname + at.visitor.shown.url.search).toBe(`/login${url.search}`);
    expect(await isSignedIn()).toBe(false);
  });

  const query = (more: string) => `client_id=${CLIENT_ID}&${more}`;
  test.each([
    [
      'no client',
      'logout_uri=http://localhost:3000/',
      "Required String parameter 'client_id' is not present",
    ],
    ['an unknown client', 'client_id=nobody&logout_uri=http://localhost:3000/', 'Client does not exist.'],
    [
      'a sign-out URL without its slash',
      query('logout_uri=http://localhost:3000'),
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      'another site',
      query('logout_uri=https://evil.example/'),
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      'a redirect URI of another site',
      query('redirect_uri=https://evil.example/&response_type=code'),
      'redirect_mismatch',
    ],
    [
      'no response type',
      query(`redirect_uri=${CALLBACK}`),
      "Required String parameter 'response_type' is not present",
    ],
  ])('%s ends on the error page, still signed in', async (_, parameters, message) => {
    await at.signIn();
    await at.visitor.open(`/logout?${parameters}`);
    expect(at.visitor.message).toBe(message);
    expect(await isSignedIn()).toBe(true);
  });
});
