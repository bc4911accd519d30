import type { Hono } from 'hono';
import { readForm } from '../http/form';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { signIdToken } from './claims';
import { registrationsOf } from './registration';

const ACCESS_TOKEN_SECONDS = 3599;

/** `POST /<brand>/token`: a code for an id token and an access token, with Google's errors. */
export function registerToken(
  app: Hono,
  brand: Brand,
  services: Needs<'clock' | 'directory' | 'social' | 'urls'>,
): void {
  app.post(`/${brand.path}/token`, async (context) => {
    const form = await readForm(context);
    const clientId = form.text('client_id') ?? '';
    const secret = form.text('client_secret');
    const known = registrationsOf(brand, clientId, services).some(
      // Apple's clients have no secret.
      ({ details }) => details.client_secret === undefined || details.client_secret === secret,
    );
    if (!known) {
      return context.json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401);
    }
    if (form.text('grant_type') !== 'authorization_code') {
      return context.json({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' }, 400);
    }
    const grant = services.social.codes.take(form.text('code') ?? '');
    if (grant?.clientId !== clientId || grant.redirectUri !== form.text('redirect_uri')) {
      return context.json({ error: 'invalid_grant', error_description: 'Bad Request' }, 400);
    }
    const accessToken = services.social.accessTokens.put(grant, ACCESS_TOKEN_SECONDS * 1000);
    return context.json({
      access_token: accessToken,
      expires_in: ACCESS_TOKEN_SECONDS,
      scope: 'openid email profile',
      token_type: 'Bearer',
      id_token: await signIdToken(brand, grant, accessToken, services),
    });
  });
}
