import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';

/** The group of Amazon Cognito's SRP is RFC 3526's 3072-bit one, which Node brings, with the generator 2. */
const PRIME = getDiffieHellman('modp15').getPrime('hex');
const N = BigInt(`0x${PRIME}`);
const G = 2n;

/** What Cognito's PASSWORD_VERIFIER challenge sends. */
export interface SrpChallenge {
  readonly USER_ID_FOR_SRP: string;
  readonly SALT: string;
  readonly SRP_B: string;
  readonly SECRET_BLOCK: string;
}

/** The client's half of one SRP handshake (RFC 5054 §2.6, with Cognito's own key derivation). */
export class SrpHandshake {
  readonly #secret = BigInt(`0x${randomBytes(32).toString('hex')}`);
  readonly #public = power(G, this.#secret);

  /** `SRP_A` of InitiateAuth. */
  get publicValue(): string {
    return this.#public.toString(16);
  }

  /**
   * The answer to the challenge, as `ChallengeResponses`.
   *
   * @param poolName what follows the underscore in the pool's id
   */
  answer(challenge: SrpChallenge, poolName: string, password: string): Readonly<Record<string, string>> {
    const { USER_ID_FOR_SRP: user, SECRET_BLOCK: block } = challenge;
    const timestamp = now();
    const key = this.#key(challenge, `${poolName}${user}:${password}`);
    const signature = createHmac('sha256', key)
      .update(`${poolName}${user}`)
      .update(Buffer.from(block, 'base64'))
      .update(timestamp)
      .digest('base64');
    return {
      USERNAME: user,
      PASSWORD_CLAIM_SECRET_BLOCK: block,
      TIMESTAMP: timestamp,
      PASSWORD_CLAIM_SIGNATURE: signature,
    };
  }

  #key({ SALT, SRP_B }: SrpChallenge, identity: string): Buffer {
    const B = BigInt(`0x${SRP_B}`);
    const u = hash(padded(this.#public), padded(B));
    const k = hash(padded(N), padded(G));
    const x = hash(padded(BigInt(`0x${SALT}`)), createHash('sha256').update(identity).digest());
    const base = (((B - k * power(G, x)) % N) + N) % N;
    const shared = power(base, this.#secret + u * x);
    return Buffer.from(hkdfSync('sha256', padded(shared), padded(u), 'Caldera Derived Key', 16));
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let [square, rest] = [base, exponent]; rest > 0n; rest >>= 1n, square = (square * square) % N) {
    if (rest & 1n) result = (result * square) % N;
  }
  return result;
}

function hash(...parts: readonly Uint8Array[]): bigint {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return BigInt(`0x${sha.digest('hex')}`);
}

/** Big-endian two's complement, so that a number is never read as a negative one. */
function padded(number: bigint): Buffer {
  const hex = number.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

/** `Tue Sep 9 08:05:07 UTC 2025`: the only form that Cognito reads. */
function now(): string {
  const [day, date, month, year, time] = new Date().toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${Number(date)} ${time} UTC ${year}`;
}
