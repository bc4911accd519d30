import * as oidc from 'openid-client';
import { CLIENT_ID, POOL_ID } from './server';

export const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;
export const CALLBACK = 'http://localhost:3000/api/auth/callback';

/** `fetch` that reaches a local AWS under AWS's names, as the preload does for the app. */
export function redirectedFetch(localUrl: string): oidc.CustomFetch {
  return (url, options) => {
    const target = new URL(url);
    const ours = /^cognito-idp\.[\w-]+\.amazonaws\.com$|\.auth\.[\w-]+\.amazoncognito\.com$/.test(
      target.hostname,
    );
    if (!ours) throw new Error(`Unexpected request to ${url}`);
    return fetch(localUrl + target.pathname + target.search, options as RequestInit);
  };
}

export interface AppClient {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly issuer?: string;
}

/** An app that signs users in by `openid-client`, its configuration from discovery. */
export function discoverApp(
  localUrl: string,
  { clientId = CLIENT_ID, clientSecret, issuer = ISSUER }: AppClient = {},
): Promise<oidc.Configuration> {
  const customFetch = redirectedFetch(localUrl);
  const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    [oidc.customFetch]: customFetch,
  });
}

/** The library's https rule holds for what the app calls, not for what a browser on the same machine visits. */
function forBrowser(app: oidc.Configuration): oidc.Configuration {
  const addresses = new oidc.Configuration(app.serverMetadata(), app.clientMetadata().client_id);
  oidc.allowInsecureRequests(addresses);
  return addresses;
}

/** A request to sign in, and what its answer will be checked against. */
export interface Attempt {
  readonly url: URL;
  readonly checks: { pkceCodeVerifier: string; expectedNonce: string; expectedState: string };
}

/** @param parameters further ones, or others in place of the usual */
export async function startAttempt(
  app: oidc.Configuration,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Attempt> {
  const verifier = oidc.randomPKCECodeVerifier();
  const checks = {
    pkceCodeVerifier: verifier,
    expectedNonce: oidc.randomNonce(),
    expectedState: oidc.randomState(),
  };
  const url = oidc.buildAuthorizationUrl(forBrowser(app), {
    redirect_uri: CALLBACK,
    scope: 'openid email profile aws.cognito.signin.user.admin',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return { url, checks };
}

/** Redeems the code at the address that the browser was sent back to, with every check of the protocol. */
export const redeem = (app: oidc.Configuration, returned: URL, { checks }: Attempt) =>
  oidc.authorizationCodeGrant(app, returned, checks);
