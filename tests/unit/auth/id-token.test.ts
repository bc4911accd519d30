import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyIdToken } from '@/lib/auth/id-token';

const CLIENT = 'client1';
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const accessTokenOf = (sub: string) => `${encode({ alg: 'RS256' })}.${encode({ sub })}.signature`;
const ACCESS_TOKEN = accessTokenOf('b9f2');
// Left half of SHA-256 over ACCESS_TOKEN, by `openssl dgst -sha256 -binary | head -c 16 | base64`.
const AT_HASH = 'tcbsQjdgLAzbBK38M2fQ5Q';

/** By the first part of the issuer's path. */
const INSTEAD_OF_KEYS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  broken: (response) => response.writeHead(503).end(),
  garbage: (response) => response.end('<html>not what you asked for'),
  'other-json': (response) => response.end('{}'),
  // Held open until the caller gives up.
  'half-an-answer': (response) => response.write('{"keys":['),
};

let server: Server;
let issuer: string;
let keysServed = 0;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  server = createServer((request, response) => {
    const [, pool = ''] = request.url?.split('/') ?? [];
    const instead = INSTEAD_OF_KEYS[pool];
    if (instead) return void instead(response);
    keysServed += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const claims = (): JWTPayload => ({
  sub: 'b9f2',
  'cognito:username': 'google_1',
  'cognito:groups': ['admins'],
  token_use: 'id',
  auth_time: 1_700_000_000,
  email: 'ada@gmail.example',
  email_verified: true,
  identities: [{ providerName: 'Google', userId: '1' }],
});

async function sign(
  changes: JWTPayload = {},
  options: { kid?: string; issuer?: string; audience?: string } = {},
) {
  return new SignJWT({ ...claims(), ...changes })
    .setProtectedHeader({ alg: 'RS256', kid: options.kid ?? 'k1' })
    .setIssuedAt(changes.iat)
    .setExpirationTime(changes.exp ?? '15m')
    .setIssuer(options.issuer ?? issuer)
    .setAudience(options.audience ?? CLIENT)
    .sign(keys.privateKey);
}

const verify = (token: string) =>
  verifyIdToken(token, ACCESS_TOKEN, { issuer, clientId: CLIENT }, Date.now());

describe('an id token', () => {
  it('becomes an identity', async () => {
    const issuedAt = Math.floor(Date.now() / 1000);
    const token = await sign({ at_hash: AT_HASH, iat: issuedAt, auth_time: issuedAt - 100 });
    const here = { issuer, clientId: CLIENT };
    // Whoever verifies it has a clock that is 30 seconds slow: the sign-in is 100 seconds old all the same.
    const now = (issuedAt - 30) * 1000;
    const verified = await verifyIdToken(token, ACCESS_TOKEN, here, now);
    expect(verified).toEqual({
      identity: {
        sub: 'b9f2',
        username: 'google_1',
        email: 'ada@gmail.example',
        emailVerified: true,
        name: null,
        picture: null,
        groups: ['admins'],
      },
      authenticatedAt: now - 100_000,
      provider: 'Google',
      linked: [],
    });
  });

  it('is of the pool’s own account where providers are linked to one, as Cognito writes that', async () => {
    const identities = [{ providerName: 'Google', primary: 'false', dateCreated: '1763769600000' }];
    const verified = await verifyIdToken(
      await sign({ identities }),
      ACCESS_TOKEN,
      { issuer, clientId: CLIENT },
      Date.now(),
    );
    expect(verified).toMatchObject({ provider: null, linked: ['Google'] });
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, () => Promise<string>]>([
    ['expired', () => sign({ exp: now - 120 })],
    ['issued in the future', () => sign({ iat: now + 3_600, exp: now + 7_200 })],
    ['of another issuer', () => sign({}, { issuer: 'https://cognito-idp.us-east-1.amazonaws.com/other' })],
    ['of another app client', () => sign({}, { audience: 'client2' })],
    ['an access token', () => sign({ token_use: 'access' })],
    ['with the hash of another access token', () => sign({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['with a hash that is no text', () => sign({ at_hash: 7 })],
    ['without a subject', () => sign({ sub: undefined })],
    ['without the time of the sign-in', () => sign({ auth_time: undefined })],
    ['no token', async () => 'rubbish'],
    ['unsigned', async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`],
    ['declared to need no signature', async () => unsecured()],
    ['signed with the public key as a secret', async () => confused()],
    ['changed after signing', async () => tampered(await sign())],
  ])('is refused when it is %s', async (_case, make) => {
    await expect(verify(await make())).rejects.toMatchObject({ code: 'sign_in_refused' });
  });

  it.each([
    ['of somebody else', accessTokenOf('c0de')],
    ['that cannot be read', 'header.payload.signature'],
  ])('is refused with an access token %s', async (_what, accessToken) => {
    const verified = verifyIdToken(await sign(), accessToken, { issuer, clientId: CLIENT }, Date.now());
    await expect(verified).rejects.toMatchObject({ code: 'sign_in_refused' });
  });

  it.each([
    ['behind', -600_000],
    ['ahead', 600_000],
  ])('is judged by the given clock, not by this machine’s, which is ten minutes %s', async (_way, skewMs) => {
    const [audience, now] = [{ issuer, clientId: CLIENT }, Date.now() - skewMs];
    const token = await sign({ iat: now / 1000, exp: now / 1000 + 60 });
    await expect(verifyIdToken(token, ACCESS_TOKEN, audience, now)).resolves.toBeDefined();
    const wrong = verifyIdToken(token, ACCESS_TOKEN, audience, now + skewMs);
    await expect(wrong).rejects.toMatchObject({ code: 'sign_in_refused' });
  });

  it('with an unknown key id causes one look at the keys, not a storm', async () => {
    const token = await sign({}, { kid: 'unknown' });
    const before = keysServed;
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => verify(token)));
    expect(answers.every((answer) => answer.status === 'rejected')).toBe(true);
    expect(keysServed - before).toBeLessThanOrEqual(1);
  });

  it.each([
    'http://127.0.0.1:9/pool', // where nobody listens
    ...Object.keys(INSTEAD_OF_KEYS).map((pool) => `/${pool}`),
  ])(
    'is not refused but undecided when the keys cannot be had from %s',
    async (where) => {
      const nowhere = { issuer: new URL(where, issuer).href, clientId: CLIENT };
      const token = await sign({}, { issuer: nowhere.issuer });
      await expect(verifyIdToken(token, ACCESS_TOKEN, nowhere, Date.now())).rejects.toMatchObject({
        code: 'identity_provider_unavailable',
      });
    },
    15_000,
  );
});

const payload = () => ({ ...claims(), iss: issuer, aud: CLIENT, iat: 1, exp: 4_000_000_000 });

function unsecured(): string {
  return `${encode({ alg: 'none' })}.${encode(payload())}.`;
}

async function confused(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
  return new SignJWT(payload()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
}

function tampered(token: string): string {
  const [header, , signature] = token.split('.');
  return `${header}.${encode({ ...payload(), 'cognito:groups': ['owners'] })}.${signature}`;
}
