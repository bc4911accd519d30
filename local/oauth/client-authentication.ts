import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { Form } from '../http/form';
import type { Client } from '../model';
import type { Needs } from '../services';

/**
 * The client that calls a back-channel endpoint: by `client_secret_basic`, `client_secret_post`, or by its id
 * alone when it has no secret (RFC 6749 §2.3).
 * @returns undefined when it is unknown or its secret is missing or wrong
 */
export function authenticateClient(
  context: Context,
  form: Form,
  { directory }: Needs<'directory'>,
): Client | undefined {
  const { id, secret } = basicCredentials(context) ?? {
    id: form.text('client_id'),
    secret: form.text('client_secret'),
  };
  const named = form.text('client_id');
  if (id === undefined || (named !== undefined && named !== id)) return undefined;
  const client = directory.clients.get(id);
  return client && secretFits(client.secret, secret) ? client : undefined;
}

function basicCredentials(context: Context): { id: string; secret: string } | undefined {
  const [scheme, encoded] = context.req.header('authorization')?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  return { id: formDecoded(decoded.slice(0, colon)), secret: formDecoded(decoded.slice(colon + 1)) };
}

/** Both halves are form-encoded before they are joined (RFC 6749 §2.3.1). */
function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? '';
}

function secretFits(expected: string | undefined, given: string | undefined): boolean {
  if (expected === undefined) return true;
  const [left, right] = [Buffer.from(expected), Buffer.from(given ?? '')];
  return left.length === right.length && timingSafeEqual(left, right);
}
