import type { Context, Hono } from 'hono';
import { type Form, readForm } from '../http/form';
import type { Client } from '../model';
import type { Needs } from '../services';
import { redeemCode, type TokenOutcome } from './authorization-code';
import { authenticateClient } from './client-authentication';
import { refreshGrant } from './refresh-grant';

type Used = 'authorizationCodes' | 'clock' | 'directory' | 'tokens' | 'users';

/** `POST /oauth2/token`: tokens for a code or for a refresh token. */
export function registerToken(app: Hono, services: Needs<Used>): void {
  app.post('/oauth2/token', async (context) => {
    context.header('Cache-Control', 'no-store');
    context.header('Pragma', 'no-cache');
    const outcome = await exchange(context, services);
    return typeof outcome === 'string' ? context.json({ error: outcome }, 400) : context.json(outcome);
  });
}

async function exchange(context: Context, services: Needs<Used>): Promise<TokenOutcome> {
  const isForm = context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded');
  if (!isForm) return 'invalid_request';
  const form = await readForm(context);
  const client = authenticateClient(context, form, services);
  if (!client) return 'invalid_client';
  return grant(form, client, services);
}

function grant(form: Form, client: Client, services: Needs<Used>): TokenOutcome | Promise<TokenOutcome> {
  switch (form.text('grant_type')) {
    case undefined:
      return 'invalid_request';
    case 'authorization_code':
      return redeemCode(form, client, services);
    case 'refresh_token':
      return refreshGrant(form, client, services);
    case 'client_credentials':
      return 'unauthorized_client';
    default:
      return 'unsupported_grant_type';
  }
}
