import { createDiffieHellman, createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';
import { claimSignature, K, padded } from '../../local/srp';
import type { CognitoClient } from './cognito-client';

const prime = getDiffieHellman('modp15').getPrime();
const group = createDiffieHellman(prime, 2);
const N = BigInt(`0x${prime.toString('hex')}`);

const toNumber = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

function power(base: bigint, exponent: bigint): bigint {
  group.setPrivateKey(padded(exponent));
  return toNumber(group.computeSecret(padded(base)));
}

function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** One secret for all handshakes: that halves the client's work, and the server cannot tell. */
const a = toNumber(randomBytes(32));
const A = power(2n, a);

interface Known {
  readonly x: bigint;
  /** k·g^x */
  readonly masked: bigint;
}

/** Signs people in by SRP with one exponentiation each, so that the server is what is measured. */
export class SrpClient {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly cognito: CognitoClient,
    private readonly poolId: string,
    private readonly clientId: string,
  ) {}

  /** @throws Error when the server refuses */
  async signIn(username: string, password: string): Promise<void> {
    const started = await this.cognito.call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: this.clientId,
      AuthParameters: { USERNAME: username, SRP_A: A.toString(16) },
    });
    const {
      SALT = '',
      SRP_B = '',
      SECRET_BLOCK = '',
      USER_ID_FOR_SRP = '',
    } = started.ChallengeParameters ?? {};
    const poolName = this.poolId.split('_')[1] ?? '';
    const { x, masked } = this.secretsOf(`${poolName}${USER_ID_FOR_SRP}:${password}`, SALT);
    const B = BigInt(`0x${SRP_B}`);
    const u = toNumber(sha256(padded(A), padded(B)));
    const S = power((((B - masked) % N) + N) % N, a + u * x);
    const timestamp = cognitoDate(new Date());
    const claim = { poolName, userId: USER_ID_FOR_SRP, secretBlock: SECRET_BLOCK, timestamp };
    const { AuthenticationResult } = await this.cognito.call('RespondToAuthChallenge', {
      ChallengeName: 'PASSWORD_VERIFIER',
      ClientId: this.clientId,
      ChallengeResponses: {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: claimSignature(sessionKey(u, S), claim),
        TIMESTAMP: timestamp,
      },
    });
    if (AuthenticationResult === undefined) throw new Error('The SRP sign-in gave no tokens.');
  }

  private secretsOf(identity: string, salt: string): Known {
    const known = this.known.get(identity);
    if (known !== undefined) return known;
    const x = toNumber(sha256(padded(BigInt(`0x${salt}`)), sha256(identity)));
    const fresh = { x, masked: (K * power(2n, x)) % N };
    this.known.set(identity, fresh);
    return fresh;
  }
}

function sessionKey(u: bigint, S: bigint): Buffer {
  const prk = createHmac('sha256', padded(u)).update(padded(S)).digest();
  return createHmac('sha256', prk).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
}

/** `Fri Nov 6 09:05:03 UTC 2026` */
function cognitoDate(date: Date): string {
  const [day = '', number = '', month = '', year = '', time = ''] = date
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${Number(number)} ${time} UTC ${year}`;
}
