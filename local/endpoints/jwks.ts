import type { Hono } from 'hono';
import { jwks } from '../keys';
import type { Needs } from '../services';
import { wellKnown } from './well-known';

/** `GET /<poolId>/.well-known/jwks.json`: the keys of id and access tokens. */
export function registerJwks(app: Hono, services: Needs<'directory' | 'keys'>): void {
  wellKnown(app, services, 'jwks.json', () => jwks(services.keys));
}
