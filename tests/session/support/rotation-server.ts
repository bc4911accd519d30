import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';

interface Family {
  readonly sub: string;
  readonly original: string;
  newest: string;
  revoked: boolean;
}

interface Refreshable {
  readonly family: Family;
  rotatedAt: number | null;
}

const inputSchema = z.object({ RefreshToken: z.string().optional(), Token: z.string().optional() });

/** One for all servers of a test file: an RSA key takes half a second to make. */
let sharedKey: ReturnType<typeof generateKeyPair> | undefined;

/** How the server treats requests at the moment. */
export interface Conduct {
  /** Milliseconds for which a rotated-out token may be used again. */
  graceMs: number;
  accessSeconds: number;
  /** Before the request is carried out. */
  delayMs: number;
  /** `throttle` and `error` answer and do nothing; `hang` never answers; `garbage` answers nonsense. */
  mood: 'well' | 'throttle' | 'error' | 'hang' | 'garbage' | 'lost-answer';
}

/**
 * Refreshing and revoking as Cognito does it with rotation on: a grace period, in which a replayed token mints a
 * second child and only the youngest child goes on; reuse outside it refused without ending the family; revoking the
 * newest or the original token ends the family.
 */
export class RotationServer {
  readonly conduct: Conduct = { graceMs: 60_000, accessSeconds: 900, delayMs: 0, mood: 'well' };
  readonly counts = { refresh: 0, revoke: 0 };
  /** Refreshes that were being answered at the same moment, at most. */
  mostAtOnce = 0;
  #atOnce = 0;
  readonly #tokens = new Map<string, Refreshable>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #people = new Map<string, { groups: string[] }>();
  #key: Awaited<ReturnType<typeof generateKeyPair>> | undefined;

  async listen(): Promise<this> {
    sharedKey ??= generateKeyPair('RS256');
    this.#key = await sharedKey;
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  get client() {
    return { endpoint: this.endpoint, clientId: 'client', issuer: this.issuer };
  }

  get issuer(): string {
    return `${this.endpoint}pool`;
  }

  /** Puts a person into groups; tokens issued from then on say so. */
  setGroups(sub: string, groups: string[]): void {
    this.#people.set(sub, { groups });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What a sign-in would have returned. @param lifeMs of the access token, negative for one that has run out */
  async signIn(sub: string, lifeMs = this.conduct.accessSeconds * 1000) {
    const id = randomUUID();
    this.#tokens.set(id, { family: { sub, original: id, newest: id, revoked: false }, rotatedAt: null });
    const accessExpiresAt = Math.floor((Date.now() + lifeMs) / 1000) * 1000;
    const [accessToken, idToken] = await this.#accessAndId(sub, accessExpiresAt);
    return { accessToken, idToken, refreshToken: id, accessExpiresAt };
  }

  /** Whether refreshing with this token would succeed now. */
  accepts(refreshToken: string): boolean {
    const token = this.#tokens.get(refreshToken);
    return token !== undefined && !token.family.revoked && token.family.newest === refreshToken;
  }

  isRevoked(refreshToken: string): boolean {
    return this.#tokens.get(refreshToken)?.family.revoked ?? false;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith('jwks.json')) return this.#answerKeys(response);
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const input = inputSchema.parse(JSON.parse(Buffer.concat(body).toString()));
    const refreshing = operation === 'GetTokensFromRefreshToken';
    this.counts[refreshing ? 'refresh' : 'revoke'] += 1;
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await pause(this.conduct.delayMs);
    this.#atOnce -= 1;
    const { mood } = this.conduct;
    if (mood === 'hang') return;
    if (mood === 'throttle') return fail(response, 400, 'TooManyRequestsException');
    if (mood === 'error') return fail(response, 500, 'InternalErrorException');
    if (mood === 'garbage') return void response.end('<html>');
    if (!refreshing) {
      this.#revoke(input.Token ?? '');
      return void response.end('{}');
    }
    const result = await this.#refresh(input.RefreshToken ?? '');
    if (mood === 'lost-answer') return void response.destroy();
    if (typeof result === 'string') return fail(response, 400, result);
    response.end(JSON.stringify({ AuthenticationResult: result }));
  }

  async #answerKeys(response: ServerResponse): Promise<void> {
    const jwk = this.#key && (await exportJWK(this.#key.publicKey));
    response.end(JSON.stringify({ keys: [{ ...jwk, alg: 'RS256', kid: 'test', use: 'sig' }] }));
  }

  async #refresh(id: string) {
    const token = this.#tokens.get(id);
    if (!token || token.family.revoked) return 'NotAuthorizedException';
    const inGrace = token.rotatedAt !== null && Date.now() - token.rotatedAt < this.conduct.graceMs;
    if (!inGrace && id !== token.family.newest) return 'RefreshTokenReuseException';
    token.rotatedAt ??= Date.now();
    const child = randomUUID();
    token.family.newest = child;
    this.#tokens.set(child, { family: token.family, rotatedAt: null });
    const { sub } = token.family;
    const [AccessToken, IdToken] = await this.#accessAndId(
      sub,
      Date.now() + this.conduct.accessSeconds * 1000,
    );
    return { AccessToken, IdToken, RefreshToken: child, TokenType: 'Bearer' };
  }

  /** An access token nobody checks here, and an id token that verifies. */
  async #accessAndId(sub: string, expiresAt: number): Promise<[string, string]> {
    const exp = Math.floor(expiresAt / 1000);
    const claims = {
      sub,
      'cognito:username': sub,
      auth_time: exp - 900,
      jti: randomUUID(),
      exp,
      iat: exp - 900,
    };
    const groups = this.#people.get(sub)?.groups;
    const id = {
      ...claims,
      token_use: 'id',
      iss: this.issuer,
      aud: 'client',
      ...(groups && { 'cognito:groups': groups }),
    };
    const parts = ['{"alg":"none"}', JSON.stringify({ ...claims, token_use: 'access' }), 'x'];
    const access = parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
    if (!this.#key) throw new Error('the server does not listen yet');
    return [
      access,
      await new SignJWT(id).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(this.#key.privateKey),
    ];
  }

  #revoke(id: string): void {
    const family = this.#tokens.get(id)?.family;
    if (family && (family.newest === id || family.original === id)) family.revoked = true;
  }
}

function fail(response: ServerResponse, status: number, type: string): void {
  response
    .writeHead(status, { 'x-amzn-errortype': type })
    .end(JSON.stringify({ __type: type, message: type }));
}
