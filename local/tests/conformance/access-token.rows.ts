import { expect } from 'vitest';
import { area } from './row';
import { claimsOf, expectRefused, HOUR, MINUTE } from './world';

const { rows, row } = area('Access tokens in use');
export const accessTokenRows = rows;

row(
  'An access token after its hour',
  'NotAuthorizedException "Access Token has expired"',
  'M, OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    await world.advance(HOUR);
    expectRefused(
      await world.withToken('GetUser', { AccessToken }),
      'NotAuthorizedException',
      'Access Token has expired',
    );
  },
);

row(
  'An ID token, an unsigned one, one signed by nobody',
  'NotAuthorizedException "Invalid Access Token"',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken, IdToken } = await world.tokens(email);
    const [, payload = '', signature = ''] = AccessToken.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const forged = `${AccessToken.split('.')[0]}.${Buffer.from('{"sub":"x"}').toString('base64url')}.${signature}`;
    for (const token of [IdToken, none, forged, 'x']) {
      expectRefused(
        await world.withToken('GetUser', { AccessToken: token }),
        'NotAuthorizedException',
        'Invalid Access Token',
      );
    }
  },
);

row(
  'Tokens at `/__test/token-validity`',
  'last as told, below Cognito’s minimum',
  'INF',
  async (world, local) => {
    const { email } = await world.user();
    const set = (body: object) =>
      fetch(`${local.url}/__test/token-validity`, { method: 'POST', body: JSON.stringify(body) });
    await set({ accessSeconds: 2, idSeconds: 3, refreshSeconds: 60 });
    const { AccessToken, IdToken, RefreshToken } = await world.tokens(email).finally(() => set({}));
    expect(claimsOf(AccessToken).exp - claimsOf(AccessToken).iat).toBe(2);
    expect(claimsOf(IdToken).exp - claimsOf(IdToken).iat).toBe(3);
    await world.advance(MINUTE);
    expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException', 'Refresh Token has expired');
  },
);
