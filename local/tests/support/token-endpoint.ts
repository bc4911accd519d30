import type * as oidc from 'openid-client';
import { CALLBACK, redeem, startAttempt } from './app';
import { DEMO, type HostedLogin } from './hosted';
import { CLIENT_ID } from './server';
import { Visitor } from './visitor';

type Fields = Readonly<Record<string, string>>;

/** A fresh code of the demo user's, in a browser of its own, and what it must be redeemed with. */
export async function newCode(
  at: HostedLogin,
  parameters: Fields = {},
  configuration: oidc.Configuration = at.app,
) {
  const visitor = new Visitor(at.local.url);
  const attempt = await startAttempt(configuration, parameters);
  await visitor.open(attempt.url.href);
  await visitor.press('Sign in', DEMO);
  const returned = visitor.shown.url;
  const code = returned.searchParams.get('code') ?? '';
  return { attempt, returned, code, verifier: attempt.checks.pkceCodeVerifier };
}

export async function newTokens(at: HostedLogin, parameters: Fields = {}) {
  const { attempt, returned } = await newCode(at, parameters);
  return redeem(at.app, returned, attempt);
}

/** Posts a form to one of the OAuth endpoints. */
export const post = (at: HostedLogin, endpoint: 'token' | 'revoke', body: Fields, headers: Fields = {}) =>
  fetch(`${at.local.url}/oauth2/${endpoint}`, { method: 'POST', body: new URLSearchParams(body), headers });

export const codeGrant = (code: string, verifier: string) => ({
  grant_type: 'authorization_code',
  client_id: CLIENT_ID,
  redirect_uri: CALLBACK,
  code,
  code_verifier: verifier,
});

/** What an OAuth endpoint's JSON answer says. */
export async function outcome(response: Response) {
  const body = (await response.json()) as { error?: string };
  return { status: response.status, error: body.error };
}
