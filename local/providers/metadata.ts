import type { Hono } from 'hono';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { issuerEndpoints } from './brands';

/** `/<brand>/.well-known/openid-configuration` and its key set. */
export function registerMetadata(app: Hono, brand: Brand, services: Needs<'social' | 'urls'>): void {
  app.get(`/${brand.path}/.well-known/openid-configuration`, (context) => {
    const endpoints = issuerEndpoints(brand, services.urls);
    return context.json({
      issuer: endpoints.issuer,
      authorization_endpoint: endpoints.authorizationEndpoint,
      token_endpoint: endpoints.tokenEndpoint,
      userinfo_endpoint: endpoints.userInfoEndpoint,
      jwks_uri: endpoints.jwksUri,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'email', 'profile'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      claims_supported: ['sub', 'email', 'email_verified', 'name', 'given_name', 'family_name', 'picture'],
    });
  });
  app.get(`/${brand.path}/certs`, async (context) => {
    const { kid, publicKey } = await services.social.signingKey();
    const { n, e } = publicKey.export({ format: 'jwk' });
    return context.json({ keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig', kid, n, e }] });
  });
}
