import type { Hono } from 'hono';
import type { Pool } from '../model';
import type { Needs } from '../services';
import { jwks } from '../tokens/signing-keys';
import type { Urls } from '../urls';

/**
 * `GET /<poolId>/.well-known/openid-configuration`. What a browser visits is named by its local address; what a
 * server calls keeps AWS's name, which the preload redirects: so neither needs TLS, and no client needs a branch.
 */
export function registerDiscovery(app: Hono, services: Needs<'directory' | 'urls'>): void {
  wellKnown(app, services, 'openid-configuration', (pool) => discoveryDocument(pool, services.urls));
}

export function discoveryDocument(pool: Pool, urls: Urls) {
  const issuer = urls.issuer(pool.id);
  const domain = pool.domain === undefined ? undefined : `https://${urls.domainHost(pool.domain, pool.id)}`;
  return {
    ...(domain && { authorization_endpoint: `${urls.local}/oauth2/authorize` }),
    ...(domain && { end_session_endpoint: `${urls.local}/logout` }),
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    ...(domain && { revocation_endpoint: `${domain}/oauth2/revoke` }),
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    ...(domain && { token_endpoint: `${domain}/oauth2/token` }),
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    ...(domain && { userinfo_endpoint: `${domain}/oauth2/userInfo` }),
  };
}

/** `GET /<poolId>/.well-known/jwks.json`: the keys of id and access tokens. */
export function registerJwks(app: Hono, services: Needs<'directory' | 'keys'>): void {
  wellKnown(app, services, 'jwks.json', async ({ id }) => jwks(await services.keys.ofPool(id)));
}

/** Serves a public document about a pool, or the refusal that Cognito gives for an unknown one. */
function wellKnown(
  app: Hono,
  { directory }: Needs<'directory'>,
  name: string,
  document: (pool: Pool) => object | Promise<object>,
): void {
  app.get(`/:poolId/.well-known/${name}`, async (context) => {
    const poolId = context.req.param('poolId');
    const pool = directory.pools.get(poolId);
    if (!pool) return context.json({ message: `User pool ${poolId} does not exist.` }, 404);
    context.header('Cache-Control', 'public, max-age=86400, must-revalidate');
    return context.json(await document(pool));
  });
}
