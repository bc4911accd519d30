import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

/** What a proof says beside the challenge, where it is not as a browser makes it. */
interface ProofOptions {
  readonly header?: Partial<JWTHeaderParameters>;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** A browser's key pair for Device Bound Session Credentials, as Chromium makes its proofs. */
export class DeviceKey {
  private constructor(
    private readonly alg: string,
    private readonly privateKey: CryptoKey,
    readonly publicJwk: JWK,
  ) {}

  static async make(alg: 'ES256' | 'RS256' = 'ES256'): Promise<DeviceKey> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    return new DeviceKey(alg, privateKey, await exportJWK(publicKey));
  }

  /** The proof of a registration, which brings the public key. */
  registration(challenge: string, { header, payload }: ProofOptions = {}): Promise<string> {
    return this.#sign({ jwk: this.publicJwk, ...header }, { jti: challenge, ...payload });
  }

  /** The proof of a refresh, which brings none. */
  proof(challenge: string, { header, payload }: ProofOptions = {}): Promise<string> {
    return this.#sign({ ...header }, { jti: challenge, ...payload });
  }

  #sign(header: object, payload: Record<string, unknown>): Promise<string> {
    const { alg } = this;
    return new SignJWT(payload).setProtectedHeader({ alg, typ: 'dbsc+jwt', ...header }).sign(this.privateKey);
  }
}
