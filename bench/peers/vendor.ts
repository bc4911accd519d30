import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The host by which Auth0's SDK knows the stand-in. */
export const AUTH0_HOST = 'auth0.bench.example';
export const VENDOR_CLIENT = 'client_bench';

/** What Auth0's and WorkOS's clouds answer to their SDKs, for one user who is never asked for anything. */
export interface Vendor {
  readonly port: number;
  /** How many refreshes it has been asked for. */
  readonly refreshes: () => number;
  /** How late a refresh is answered. */
  delayMs: number;
  /** How long access tokens live that are given from now on. */
  accessSeconds: number;
  stop(): Promise<void>;
}

type Answer = { readonly location: string } | { readonly json: object };
type Query = Readonly<Record<string, string>>;

/** Starts the stand-in. What it gives is signed by a key of its own, which its key set holds. */
export async function startVendor(): Promise<Vendor> {
  const issuer = await newIssuer();
  const server = createServer((request, response) => {
    respond(issuer.routes, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  issuer.settings.port = port;
  return Object.assign(issuer.settings, {
    refreshes: () => issuer.refreshes(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function respond(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const route = Object.entries(routes).find(([path]) => pathname.startsWith(path))?.[1];
  if (route === undefined) return void response.writeHead(404).end(pathname);
  const body = await text(request);
  const sent = body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  const answer = await route({ ...Object.fromEntries(searchParams), ...sent });
  if ('location' in answer) return void response.writeHead(302, answer).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
}

type Routes = Readonly<Record<string, (query: Query) => Answer | Promise<Answer>>>;

async function newIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }] };
  const settings = { port: 0, delayMs: 0, accessSeconds: 3600 };
  const nonces = new Map<string, string>();
  let refreshes = 0;
  const sign = (claims: object, seconds: number) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`)
      .sign(privateKey);
  const authorize = ({ redirect_uri = '', state = '', nonce = '' }: Query): Answer => {
    const code = randomUUID();
    nonces.set(code, nonce);
    return { location: `${redirect_uri}?${new URLSearchParams({ code, state })}` };
  };
  const granted = async ({ grant_type, code = '' }: Query): Promise<Grant> => {
    if (grant_type === 'refresh_token') {
      refreshes += 1;
      await pause(settings.delayMs);
    }
    const nonce = nonces.get(code);
    nonces.delete(code);
    return { nonce, sign, seconds: settings.accessSeconds };
  };
  const routes: Routes = {
    '/.well-known/openid-configuration': () => ({ json: discovery(settings.port) }),
    '/jwks': () => ({ json: keys }),
    '/sso/jwks/': () => ({ json: keys }),
    '/authorize': authorize,
    '/user_management/authorize': authorize,
    '/oauth/token': async (query) => ({ json: await auth0Tokens(await granted(query)) }),
    '/user_management/authenticate': async (query) => ({ json: await workosTokens(await granted(query)) }),
    '/user_management/sessions/logout': ({ return_to }) => ({ location: return_to ?? '/' }),
  };
  return { settings, routes, refreshes: () => refreshes };
}

interface Grant {
  readonly nonce: string | undefined;
  readonly sign: (claims: object, seconds: number) => Promise<string>;
  /** How long the access token lives. */
  readonly seconds: number;
}

async function auth0Tokens({ nonce, sign, seconds }: Grant): Promise<object> {
  const idToken = { ...auth0User, iss: `https://${AUTH0_HOST}/`, aud: VENDOR_CLIENT, sid: randomUUID() };
  return {
    token_type: 'Bearer',
    scope: 'openid profile email offline_access',
    expires_in: seconds,
    access_token: await sign({ sub: auth0User.sub, scope: 'openid profile email offline_access' }, seconds),
    id_token: await sign({ ...idToken, ...(nonce && { nonce }) }, 36_000),
    refresh_token: randomUUID(),
  };
}

async function workosTokens({ sign, seconds }: Grant): Promise<object> {
  const claims = { sub: workosUser.id, sid: `session_${randomUUID()}`, iss: 'https://api.workos.com' };
  return {
    user: workosUser,
    access_token: await sign(claims, seconds),
    refresh_token: randomUUID(),
    authentication_method: 'Password',
  };
}

/** Browsers come by http, the SDK by the host that `vendor-hosts.mjs` sends here. */
function discovery(port: number): object {
  const at = `https://${AUTH0_HOST}`;
  return {
    issuer: `${at}/`,
    authorization_endpoint: `http://127.0.0.1:${port}/authorize`,
    token_endpoint: `${at}/oauth/token`,
    jwks_uri: `${at}/jwks`,
    end_session_endpoint: `${at}/oidc/logout`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

const auth0User = {
  sub: 'auth0|65f0c0ffee0000000000beef',
  name: 'Ada Lovelace',
  nickname: 'ada.lovelace',
  email: 'ada.lovelace@example.com',
  email_verified: true,
  picture: 'https://s.gravatar.example/avatar/7a4f1b0c6e9d4b3f8a2e5d6c7b8a9f00?s=480',
  updated_at: '2026-11-22T00:00:00.000Z',
};

const workosUser = {
  object: 'user',
  id: 'user_01J0000000000000000000BEEF',
  email: 'ada.lovelace@example.com',
  email_verified: true,
  first_name: 'Ada',
  last_name: 'Lovelace',
  profile_picture_url: null,
  last_sign_in_at: '2026-11-22T00:00:00.000Z',
  created_at: '2026-11-22T00:00:00.000Z',
  updated_at: '2026-11-22T00:00:00.000Z',
  external_id: null,
  metadata: {},
};
