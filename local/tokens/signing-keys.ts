import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const RSA_BITS = 2048;

const keyFile = z.object({
  access: z.object({ kid: z.string(), pem: z.string() }),
  id: z.object({ kid: z.string(), pem: z.string() }),
  seal: z.string(),
});

type KeyFile = z.infer<typeof keyFile>;

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Cognito signs id and access tokens with different keys; refresh tokens are sealed. */
export interface Keys {
  readonly access: SigningKey;
  readonly id: SigningKey;
  /** 32 bytes for AES-256-GCM. */
  readonly seal: Buffer;
}

/**
 * The keys in `<directory>/keys.json`, made on first use. They stay the same for good: verifiers cache the key
 * set, and tokens must outlive a restart.
 */
export async function loadKeys(directory?: string): Promise<Keys> {
  const path = directory && join(directory, 'keys.json');
  const stored = path && existsSync(path) ? keyFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  const file = stored ?? (await makeKeys());
  if (path && !stored) save(path, file);
  return { access: signing(file.access), id: signing(file.id), seal: Buffer.from(file.seal, 'base64') };
}

async function makeKeys(): Promise<KeyFile> {
  const [access, id] = await Promise.all([makeSigningKey(), makeSigningKey()]);
  return { access, id, seal: randomBytes(32).toString('base64') };
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

function signing({ kid, pem }: KeyFile['access']): SigningKey {
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

/** The body of `/<poolId>/.well-known/jwks.json`. */
export function jwks(keys: Keys) {
  return {
    keys: [keys.id, keys.access].map(({ kid, publicKey }) => {
      const { n } = publicKey.export({ format: 'jwk' });
      return { alg: 'RS256', e: 'AQAB', kid, kty: 'RSA', n, use: 'sig' };
    }),
  };
}
