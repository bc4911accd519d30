import { expect } from 'vitest';
import { area } from './row';
import { rotate, rotating } from './steps';
import { DAY, expectRefused, SECOND } from './world';

const { rows, row } = area('Rotation');
export const rotationRows = rows;

const REUSE = 'RefreshTokenReuseException';

row(
  'REFRESH_TOKEN_AUTH at a client that rotates',
  'refused as flow not enabled',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const answer = await world.call('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
    expectRefused(answer, 'InvalidParameterException', 'REFRESH_TOKEN_AUTH flow not enabled for this client');
  },
  rotating(60),
);

row(
  'Rotation',
  'every refresh gives a new refresh token',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const second = await rotate(world, RefreshToken);
    const third = await rotate(world, second);
    expect(new Set([RefreshToken, second, third]).size).toBe(3);
  },
  rotating(0),
);

row(
  'A rotated token’s life',
  'ends with the original’s, not later',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    await world.advance(29 * DAY);
    const second = await rotate(world, RefreshToken);
    await world.advance(DAY);
    expectRefused(await world.refresh(second), 'NotAuthorizedException', 'Refresh Token has expired');
  },
  rotating(60),
);

row(
  'Replay within the grace period',
  'succeeds with a second child; the first child is then refused, the second works',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const first = await rotate(world, RefreshToken);
    await world.advance(59 * SECOND);
    const second = await rotate(world, RefreshToken);
    expect(second).toEqual(expect.any(String));
    expectRefused(await world.refresh(first), REUSE);
    expect((await world.refresh(second)).status).toBe(200);
  },
  rotating(60),
);

row(
  'Replay after the grace period',
  'RefreshTokenReuseException; the family lives: its newest token still works',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const newest = await rotate(world, RefreshToken);
    await world.advance(61 * SECOND);
    expectRefused(await world.refresh(RefreshToken), REUSE, 'Refresh token reuse detected');
    expect((await world.refresh(newest)).status).toBe(200);
  },
  rotating(60),
);

row(
  'Replay with a grace period of 0',
  'RefreshTokenReuseException at once',
  'GN',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    await rotate(world, RefreshToken);
    expectRefused(await world.refresh(RefreshToken), REUSE);
  },
  rotating(0),
);

row(
  'Twenty refreshes at once with one token in its grace period',
  'all succeed; exactly one child refreshes on',
  'MS',
  async (world) => {
    const { email } = await world.user();
    const { RefreshToken } = await world.tokens(email);
    const children = await Promise.all(Array.from({ length: 20 }, () => rotate(world, RefreshToken)));
    expect(new Set(children).size).toBe(20);
    const answers = await Promise.all(children.map((child) => world.refresh(child)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  },
  rotating(60),
);

for (const [what, spoil] of [
  ['garbage', () => 'eyJjdHkiOiJKV1QifQ.a.b.c.d'],
  ['with its last part changed', (token: string) => otherLastPart(token)],
  ['an access token', (_token: string, access: string) => access],
] as const) {
  row(`Refreshing with ${what}`, 'NotAuthorizedException "Invalid Refresh Token"', 'OB', async (world) => {
    const { email } = await world.user();
    const { RefreshToken, AccessToken } = await world.tokens(email);
    expectRefused(
      await world.refresh(spoil(RefreshToken, AccessToken)),
      'NotAuthorizedException',
      'Invalid Refresh Token',
    );
  });
}

/** The token with another authentication tag. The tag's first character is changed: the last one carries unused bits. */
function otherLastPart(token: string): string {
  const tag = token.lastIndexOf('.') + 1;
  return `${token.slice(0, tag)}${token[tag] === 'A' ? 'B' : 'A'}${token.slice(tag + 1)}`;
}
