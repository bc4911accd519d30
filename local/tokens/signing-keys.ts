import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const RSA_BITS = 2048;

const storedKey = z.object({ kid: z.string(), pem: z.string() });
const storedPair = z.object({ access: storedKey, id: storedKey });
const keyFile = z.object({ seal: z.string(), pools: z.record(z.string(), storedPair).default({}) });

type KeyFile = z.infer<typeof keyFile>;

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Cognito signs a pool's id tokens and access tokens with different keys. */
export interface PoolKeys {
  readonly access: SigningKey;
  readonly id: SigningKey;
}

export interface Keys {
  /** 32 bytes for AES-256-GCM, which seals refresh tokens. */
  readonly seal: Buffer;
  /** A pool's own keys, made when they are first needed: no pool's token verifies under another's key set. */
  ofPool(poolId: string): Promise<PoolKeys>;
}

/**
 * The keys in `<directory>/keys.json`. They stay the same for good, resets included: verifiers cache the key set,
 * and tokens must outlive a restart.
 */
export function loadKeys(directory?: string): Keys {
  const path = directory && join(directory, 'keys.json');
  const stored = path && existsSync(path) ? keyFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  const file: KeyFile = stored ?? { seal: randomBytes(32).toString('base64'), pools: {} };
  const keep = () => path && save(path, file);
  if (!stored) keep();

  const known = new Map<string, Promise<PoolKeys>>();
  const open = async (poolId: string): Promise<PoolKeys> => {
    let pair = file.pools[poolId];
    if (!pair) {
      const [access, id] = await Promise.all([makeSigningKey(), makeSigningKey()]);
      pair = { access, id };
      file.pools[poolId] = pair;
      keep();
    }
    return { access: signing(pair.access), id: signing(pair.id) };
  };
  return {
    seal: Buffer.from(file.seal, 'base64'),
    ofPool(poolId) {
      const keys = known.get(poolId) ?? open(poolId);
      known.set(poolId, keys);
      return keys;
    },
  };
}

async function makeSigningKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kid: randomBytes(32).toString('base64'), pem };
}

function save(path: string, file: KeyFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function signing({ kid, pem }: z.infer<typeof storedKey>): SigningKey {
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

/** The body of `/<poolId>/.well-known/jwks.json`. */
export function jwks(keys: PoolKeys) {
  return {
    keys: [keys.id, keys.access].map(({ kid, publicKey }) => {
      const { n } = publicKey.export({ format: 'jwk' });
      return { alg: 'RS256', e: 'AQAB', kid, kty: 'RSA', n, use: 'sig' };
    }),
  };
}
