import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createClient } from 'redis';
import { describeCognito, readOutputs } from '../lib/config/amplify-outputs';
import { namespaceOf } from '../lib/config/load';
import { parseStoreUrl } from '../lib/config/redis-url';
import { prove } from '../lib/proof';
import type { Tokens } from '../lib/session/identity-provider';
import { SessionService } from '../lib/session/service';
import type { Identity } from '../lib/session/session';
import { parseSessionKeys } from '../lib/session/session-keys';
import type { StartSession } from '../lib/session/start-session';
import { openStore } from '../lib/store/open';
import type { Store } from '../lib/store/port';
import { projectRoot } from '../scripts/project-root';
import { startRedis } from '../tests/support/redis';
import { SESSION_KEYS } from './apps';

const HOUR = 3_600_000;

/** The pool and app client of the local backend, which the bench's app is built for. */
export const AUDIENCE = describeCognito(readOutputs(join(projectRoot, 'amplify_outputs.json.example')));

/** An engine in this process, to sign people in with tokens that nobody issued. */
export function openEngine(redisUrl: string) {
  const store: Store = openStore(parseStoreUrl(`${redisUrl}/0?maxStalenessMs=0`), {
    commandTimeoutMs: 30_000,
    namespace: namespaceOf('', AUDIENCE),
  });
  const service = new SessionService({
    store,
    keys: parseSessionKeys(SESSION_KEYS, AUDIENCE),
    issuer: AUDIENCE.issuer,
    identityProvider: { refresh: () => Promise.reject(new Error('not needed')), revoke: async () => {} },
    policy: { maxSessionsPerUser: 100_000 },
    now: Date.now,
    log: () => {},
  });
  return { store, service };
}

function identityOf(sub: string): Identity {
  return {
    sub,
    username: sub,
    email: 'ada.lovelace@example.com',
    emailVerified: true,
    name: 'Ada Lovelace',
    picture: null,
    groups: [],
  };
}

/** A sign-in as a browser on Windows makes it. */
export function signIn(sub: string = randomUUID()): StartSession {
  return {
    idToken: prove({ identity: identityOf(sub), authenticatedAt: Date.now(), provider: null }),
    tokens: realisticTokens(sub),
    method: 'hosted',
    client: { browser: 'Chrome', system: 'Windows', address: 'unknown' },
    remember: true,
    previous: null,
  };
}

/** Tokens of the size and build of Cognito's: JWTs by RS256 and a refresh token in five parts; 4.0 kB in all. */
export function realisticTokens(sub: string): Tokens {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(Date.now() / 1000);
  const claims = (use: string) => ({
    sub,
    iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Latchkey0',
    client_id: '7lcl0ca1latchkey0example26',
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: use,
    scope: 'aws.cognito.signin.user.admin openid profile email',
    auth_time: seconds,
    exp: seconds + 86_400,
    iat: seconds,
    jti: randomUUID(),
    username: sub,
    'cognito:groups': ['members'],
    email: 'ada.lovelace@example.com',
  });
  const signed = (use: string) =>
    `${part({ kid: random(33), alg: 'RS256' })}.${part(claims(use))}.${random(256)}`;
  return {
    accessToken: signed('access'),
    idToken: signed('id'),
    refreshToken: [78, 256, 12, 950, 16].map(random).join('.'),
    accessExpiresAt: Date.now() + 24 * HOUR,
  };
}

/** A Redis for the bench alone, and a connection to ask it about itself. */
export async function startBenchRedis() {
  const redis = await startRedis({ args: ['--appendonly', 'no'] });
  const admin = await createClient({ url: redis.url, RESP: 2 }).connect();
  const info = async (section: string, field: string) =>
    Number(new RegExp(`${field}:(\\d+)`).exec(await admin.info(section))?.[1]);
  return {
    redis,
    admin,
    commands: () => info('stats', 'total_commands_processed'),
    memory: () => info('memory', 'used_memory'),
    async stop() {
      admin.destroy();
      await redis.stop();
    },
  };
}

export type BenchRedis = Awaited<ReturnType<typeof startBenchRedis>>;
