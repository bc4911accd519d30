import { randomBytes } from 'node:crypto';
import { invalidParameter, notAuthorized } from '../errors';
import type { Client, PasswordVerifier, Pool, User } from '../model';
import { srpPoolName } from '../password-verifier';
import type { Needs } from '../services';
import { claimSignature, parseA, serverSecret, sessionKey, signatureFits } from '../srp';
import { folded } from '../users';
import { decoy, decoyUserId, type Identified, refuse } from './identify';

/** As long as real ones. */
const SECRET_BLOCK_BYTES = 1000;

type Responses = Readonly<Record<string, string>>;
type Used = Needs<'challenges' | 'keys' | 'lockout' | 'users' | 'clock'>;

interface Start {
  readonly pool: Pool;
  readonly client: Client;
  readonly identified: Identified;
  readonly srpA: string;
}

/**
 * Answers a client's SRP_A.
 * @returns the parameters of a PASSWORD_VERIFIER challenge; for an unknown user as well, and the same each time.
 * @throws InvalidParameterException when SRP_A is no number or would make every password fit.
 */
export function startHandshake(
  services: Used,
  { pool, client, identified, srpA }: Start,
): Record<string, string> {
  const A = parseA(srpA);
  if (A === undefined) throw invalidParameter('SRP_A is not valid.');
  const { user, typed, lockKey } = identified;
  const userId = user?.username ?? decoyUserId(services, pool, typed);
  const password = user?.password ?? decoyPassword(services, pool, userId);
  const secret = serverSecret(password.verifier);
  const block = randomBytes(SECRET_BLOCK_BYTES).toString('base64');
  const open = { poolId: pool.id, clientId: client.id, sub: user?.sub, userId, lockKey };
  services.challenges.handshakes.put(
    { ...open, A: srpA, ...secret, verifier: password.verifier },
    sessionMs(client),
    block,
  );
  return {
    SALT: password.salt.replace(/^0+(?=.)/, ''),
    SRP_B: secret.B,
    SECRET_BLOCK: block,
    USERNAME: userId,
    USER_ID_FOR_SRP: userId,
  };
}

/** How long a challenge waits for its answer. */
export const sessionMs = (client: Client) => client.settings.AuthSessionValidity * 60_000;

/**
 * What somebody who does not exist would have: stable, of the same form, and fitting no password. No power is
 * computed for it, since none is for a real one either: the time to answer must not tell them apart.
 */
function decoyPassword(services: Needs<'keys'>, pool: Pool, userId: string): PasswordVerifier {
  const part = (name: string) => decoy(services, pool.id, folded(pool, userId), name).toString('hex');
  const verifier = Array.from({ length: VERIFIER_PARTS }, (_, index) => part(`password ${index}`)).join('');
  return { salt: part('salt').slice(0, 32), verifier };
}

/** Twelve times 32 bytes: the 3072 bits of a verifier. */
const VERIFIER_PARTS = 12;

/**
 * Checks the answer to PASSWORD_VERIFIER.
 * @returns the user, whose password it proves.
 * @throws NotAuthorizedException wrong password, or a secret block that is unknown, used, foreign or too old.
 */
export function finishHandshake(services: Used, client: Client, responses: Responses): User {
  const { PASSWORD_CLAIM_SECRET_BLOCK = '', PASSWORD_CLAIM_SIGNATURE = '', TIMESTAMP = '' } = responses;
  const open = services.challenges.handshakes.take(PASSWORD_CLAIM_SECRET_BLOCK);
  if (open?.clientId !== client.id) throw notAuthorized('Invalid session for the user, session is expired.');
  services.lockout.check(open.lockKey);
  if (!isRecent(TIMESTAMP, services.clock.machine())) throw invalidParameter('TIMESTAMP is not valid.');
  const user = open.sub === undefined ? undefined : services.users.get(open.poolId, open.sub);
  const A = parseA(open.A) ?? 0n;
  const key = sessionKey({ A, secret: open, verifierHex: open.verifier });
  const claim = {
    poolName: srpPoolName(open.poolId),
    userId: open.userId,
    secretBlock: PASSWORD_CLAIM_SECRET_BLOCK,
    timestamp: TIMESTAMP,
  };
  const fits = signatureFits(claimSignature(key, claim), PASSWORD_CLAIM_SIGNATURE);
  // A password changed meanwhile makes the handshake worthless; so does the lack of one.
  if (!fits || user?.password?.verifier !== open.verifier) return refuse(services, open.lockKey);
  services.lockout.succeeded(open.lockKey);
  return user;
}

const RECENT_MS = 5 * 60_000;
const TIMESTAMP_FORM =
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) UTC (\d{4})$/;

/** `Fri Nov 6 09:05:03 UTC 2026`, within minutes of the present. */
function isRecent(timestamp: string, now: number): boolean {
  const [, month, day, time, year] = TIMESTAMP_FORM.exec(timestamp) ?? [];
  const at = Date.parse(`${day} ${month} ${year} ${time} UTC`);
  return Math.abs(now - at) <= RECENT_MS;
}
