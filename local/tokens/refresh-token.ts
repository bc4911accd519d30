import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`, as every real refresh token starts. */
const HEADER = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url');

/** Real ones are about 1,700 characters long; code that stores tokens should meet that size here too. */
const CONTENT_BYTES = 980;
const WRAPPED_KEY_BYTES = 256;

export interface RefreshTokenContent {
  /** The family's id, the `origin_jti`. */
  readonly family: string;
  /** 0 for the one of the sign-in, one more for each that was made by rotation. */
  readonly serial: number;
}

/**
 * A refresh token: five base64url parts in the shape of Cognito's JWE. It is sealed with a key of this local AWS
 * directly; the part where a JWE has its RSA-wrapped key holds random bytes, since nobody else may open it.
 */
export function sealRefreshToken(key: Buffer, content: RefreshTokenContent): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(HEADER));
  const text = `${content.family} ${content.serial}`.padEnd(CONTENT_BYTES);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  const parts = [randomBytes(WRAPPED_KEY_BYTES), iv, sealed, cipher.getAuthTag()];
  return [HEADER, ...parts.map((part) => part.toString('base64url'))].join('.');
}

/** @returns undefined for anything that was not made by {@link sealRefreshToken} with this key. */
export function openRefreshToken(key: Buffer, token: string): RefreshTokenContent | undefined {
  const [header, wrapped, iv = '', sealed = '', tag = '', ...rest] = token.split('.');
  if (header !== HEADER || !wrapped || rest.length > 0) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
      .setAAD(Buffer.from(HEADER))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    const text = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]);
    const [family = '', serial = ''] = text.toString().trim().split(' ');
    return { family, serial: Number(serial) };
  } catch {
    // Not ours: the tag or the lengths do not fit. Callers tell the client "Invalid Refresh Token".
    return undefined;
  }
}
