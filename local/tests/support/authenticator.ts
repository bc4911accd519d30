import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const FLAG_PRESENT = 0x01;
const FLAG_VERIFIED = 0x04;
const FLAG_ATTESTED = 0x40;

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

/** A software passkey (WebAuthn level 3, ES256): enough for registering and signing in over HTTP. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  private readonly privateKey: KeyObject;
  private readonly cosePublicKey: Uint8Array;
  private counter = 0;

  constructor(readonly origin = 'http://localhost:3000') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    const cose = new Map<number, number | Uint8Array>();
    cose.set(1, 2).set(3, -7).set(-1, 1).set(-2, bytes(x)).set(-3, bytes(y));
    this.cosePublicKey = isoCBOR.encode(cose as Parameters<typeof isoCBOR.encode>[0]);
  }

  /** RegistrationResponseJSON. */
  register({ challenge, rp }: CreationOptions) {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const data = this.authenticatorData(rp.id, FLAG_ATTESTED);
    const authData = Buffer.concat([data, Buffer.alloc(16), length, id, this.cosePublicKey]);
    const attestation = new Map<string, unknown>();
    attestation.set('fmt', 'none').set('attStmt', new Map()).set('authData', new Uint8Array(authData));
    const encoded = isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: this.clientData('webauthn.create', challenge),
        attestationObject: Buffer.from(encoded).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** AuthenticationResponseJSON. */
  authenticate({ challenge, rpId }: RequestOptions) {
    this.counter += 1;
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const authenticatorData = this.authenticatorData(rpId, 0);
    const clientHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authenticatorData, clientHash]), this.privateKey);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON,
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
      },
    };
  }

  private envelope() {
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    };
  }

  private clientData(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin })).toString('base64url');
  }

  private authenticatorData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const rpHash = createHash('sha256').update(rpId).digest();
    return Buffer.concat([rpHash, Buffer.from([FLAG_PRESENT | FLAG_VERIFIED | flags]), counter]);
  }
}
