import type { Hono } from 'hono';
import { CognitoError } from '../errors';
import { readForm } from '../http/form';
import type { Needs } from '../services';
import { authenticateClient } from './client-authentication';

/** `POST /oauth2/revoke` (RFC 7009): 200 with nothing in it, also for a token that is unknown or already revoked. */
export function registerRevoke(app: Hono, services: Needs<'directory' | 'tokens'>): void {
  app.post('/oauth2/revoke', async (context) => {
    const form = await readForm(context);
    const token = form.text('token');
    if (token === undefined) return context.json({ error: 'invalid_request' }, 400);
    const client = authenticateClient(context, form, services);
    if (!client) return context.json({ error: 'invalid_client' }, 401);
    if (!client.settings.EnableTokenRevocation) return context.json({ error: 'invalid_request' }, 400);
    try {
      services.tokens.revoke(token, client);
    } catch (error) {
      if (!(error instanceof CognitoError)) throw error;
      return context.json({ error: 'unsupported_token_type' }, 400);
    }
    // Amplify's adapter reads the header.
    context.header('Content-Length', '0');
    return context.body(null, 200);
  });
}
