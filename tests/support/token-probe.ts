import { compactVerify, createRemoteJWKSet } from 'jose';
import type { TestLocalAws } from './local-aws';

/** The pool and the app client of `amplify_outputs.json.example`. */
export const POOL_ID = 'us-east-1_Latchkey0';
export const CLIENT_ID = '7lcl0ca1latchkey0example26';

/** Shorter strings cannot hold the 128 bits that make a token worth guessing at. */
const OPAQUE = /[A-Za-z0-9_\-.=~+/]{40,}/g;
const JWT = /[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){2,4}/g;

/** Every part of `text` that could be a token: as it stands, URL-decoded, and inside base64. */
export function tokenCandidates(text: string, { opaque = true } = {}): Set<string> {
  const patterns = opaque ? [JWT, OPAQUE] : [JWT];
  const found = new Set<string>();
  for (const variant of [text, decodeUrl(text)]) {
    for (const pattern of patterns) {
      for (const [match] of variant.matchAll(pattern)) {
        found.add(match);
        for (const [inner] of Buffer.from(match, 'base64').toString('latin1').matchAll(JWT)) found.add(inner);
      }
    }
  }
  return found;
}

/**
 * Which of the candidates the local AWS accepts for anything.
 *
 * @returns one line per accepted candidate, naming what accepted it
 */
export async function acceptedTokens(aws: TestLocalAws, candidates: Iterable<string>): Promise<string[]> {
  const keys = createRemoteJWKSet(new URL(`${aws.url}/${POOL_ID}/.well-known/jwks.json`));
  const probes: Readonly<Record<string, (candidate: string) => Promise<boolean>>> = {
    'JWKS signature': (token) =>
      compactVerify(token, keys).then(
        () => true,
        () => false,
      ),
    GetUser: async (AccessToken) => (await aws.control.call('GetUser', { AccessToken })).ok,
    GetTokensFromRefreshToken: async (RefreshToken) =>
      (await aws.control.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: CLIENT_ID })).ok,
    userInfo: async (token) =>
      (await fetch(`${aws.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } })).ok,
    'token endpoint': async (token) => (await tokenRequest(aws, token)).ok,
  };
  const accepted: string[] = [];
  for (const candidate of candidates) {
    for (const [name, accepts] of Object.entries(probes)) {
      if (await accepts(candidate)) accepted.push(`${name}: ${candidate.slice(0, 24)}…`);
    }
  }
  return accepted;
}

function tokenRequest(aws: TestLocalAws, refreshToken: string): Promise<Response> {
  const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshToken };
  return fetch(`${aws.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
}

function decodeUrl(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
