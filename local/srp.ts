import { createDiffieHellman, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The 3072-bit MODP prime, RFC 3526 group 15. */
const N_HEX =
  'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD' +
  'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
  'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F' +
  '83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
  'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510' +
  '15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7' +
  'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
  'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF';
const N_BYTES = Buffer.from(N_HEX, 'hex');
const N = BigInt(`0x${N_HEX}`);
const G = 2n;
const group = createDiffieHellman(N_BYTES, 2);

/** Minimal bytes of a number, with a zero byte in front when the top bit is set: Java's BigInteger.toByteArray. */
export function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex') || '0'}`);

export const K = number(sha256(padded(N), padded(G)));

/** base^exponent mod N by OpenSSL: about six times faster than BigInt at this size. */
function power(base: bigint, exponent: bigint): bigint {
  const reduced = base % N;
  if (reduced <= 1n) return reduced;
  // OpenSSL refuses this one as a public key.
  if (reduced === N - 1n) return exponent % 2n ? reduced : 1n;
  group.setPrivateKey(padded(exponent));
  return number(group.computeSecret(padded(reduced)));
}

/** @returns v = g^x, all that is kept of a password beside its salt. */
export function passwordVerifier(
  poolName: string,
  userId: string,
  password: string,
  saltHex: string,
): bigint {
  const identity = sha256(`${poolName}${userId}:${password}`);
  return power(G, number(sha256(padded(BigInt(`0x${saltHex}`)), identity)));
}

export interface ServerSecret {
  /** b, hexadecimal. */
  readonly b: string;
  /** B = k·v + g^b, hexadecimal. */
  readonly B: string;
}

/** The server's half of a handshake. @param bHex only for reproducing a recorded one. */
export function serverSecret(verifierHex: string, bHex = randomBytes(32).toString('hex')): ServerSecret {
  const B = (K * BigInt(`0x${verifierHex}`) + power(G, BigInt(`0x${bHex}`))) % N;
  return { b: bHex, B: B.toString(16) };
}

/** @returns the client's A, or undefined when it is no number or a multiple of N (which would make any password fit). */
export function parseA(hex: string): bigint | undefined {
  if (!/^[0-9a-fA-F]{1,1024}$/.test(hex)) return undefined;
  const A = BigInt(`0x${hex}`);
  return A % N === 0n ? undefined : A;
}

export interface Handshake {
  readonly A: bigint;
  readonly secret: ServerSecret;
  readonly verifierHex: string;
}

/** The 16 bytes that both sides arrive at when the password was right. */
export function sessionKey({ A, secret, verifierHex }: Handshake): Buffer {
  const u = number(sha256(padded(A), padded(BigInt(`0x${secret.B}`))));
  const S = power((A % N) * power(BigInt(`0x${verifierHex}`), u), BigInt(`0x${secret.b}`));
  const prk = createHmac('sha256', padded(u)).update(padded(S)).digest();
  return createHmac('sha256', prk)
    .update('Caldera Derived Key')
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, 16);
}

export interface Claim {
  readonly poolName: string;
  readonly userId: string;
  /** base64. */
  readonly secretBlock: string;
  readonly timestamp: string;
}

/** PASSWORD_CLAIM_SIGNATURE, base64. */
export function claimSignature(key: Buffer, claim: Claim): string {
  return createHmac('sha256', key)
    .update(claim.poolName)
    .update(claim.userId)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest('base64');
}

/** Compares in constant time. */
export function signatureFits(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
