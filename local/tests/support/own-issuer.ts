import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface Misbehaviour {
  /** Claims of the id token in place of the right ones. */
  readonly claims?: JWTPayload;
  /** The `sub` that userinfo names. */
  readonly userInfoSub?: string;
  /** Signs with a key that is not published. */
  readonly unpublishedKey?: boolean;
  /** Answers of the token endpoint without an id token. */
  readonly noIdToken?: boolean;
}

/** An OpenID Connect issuer of a test's own, which says wrong things when told to. Signs everybody in as `mallory`. */
export class OwnIssuer {
  misbehaviour: Misbehaviour = {};
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private nonce = '';
  url = '';

  private constructor(
    private readonly published: CryptoKeyPair,
    private readonly unpublished: CryptoKeyPair,
  ) {}

  static async start(): Promise<OwnIssuer> {
    const issuer = new OwnIssuer(await generateKeyPair('RS256'), await generateKeyPair('RS256'));
    await once(issuer.server.listen(0, '127.0.0.1'), 'listening');
    issuer.url = `http://127.0.0.1:${(issuer.server.address() as AddressInfo).port}`;
    return issuer;
  }

  close(): void {
    this.server.close();
  }

  /** What its authorization endpoint would do: remembers the nonce and sends the browser back with a code. */
  consent(request: URL): string {
    this.nonce = request.searchParams.get('nonce') ?? '';
    const back = new URL(request.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', 'a-code');
    back.searchParams.set('state', request.searchParams.get('state') ?? '');
    return back.href;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await this.bodyFor(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }

  private async bodyFor(path: string): Promise<object> {
    const { url, misbehaviour } = this;
    switch (path) {
      case '/keys':
        return { keys: [{ ...(await exportJWK(this.published.publicKey)), alg: 'RS256', kid: 'k' }] };
      case '/userinfo':
        return { sub: misbehaviour.userInfoSub ?? 'mallory', email: 'mallory@own.example', name: 'Mallory' };
      case '/token':
        return { access_token: 'x', ...(!misbehaviour.noIdToken && { id_token: await this.idToken() }) };
      default:
        return {
          issuer: url,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
          userinfo_endpoint: `${url}/userinfo`,
          jwks_uri: `${url}/keys`,
        };
    }
  }

  private idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: this.url, aud: 'own', sub: 'mallory', nonce: this.nonce, iat: now, exp: now + 300 };
    const { privateKey } = this.misbehaviour.unpublishedKey ? this.unpublished : this.published;
    return new SignJWT({ ...right, ...this.misbehaviour.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .sign(privateKey);
  }
}
