import type { Hono } from 'hono';
import type { Needs } from '../services';

/** `GET /__test/requests`: how often each operation or path was asked for, `{"InitiateAuth":3,"oauth2/token":1}`. */
export function registerTestRequests(app: Hono, { controls }: Needs<'controls'>): void {
  app.get('/__test/requests', (context) => context.json(controls.requests));
}
