import type { Hono } from 'hono';
import type { Needs } from '../services';

/**
 * `GET /__test/requests`: how often each operation or path was asked for, `{"InitiateAuth":3,"oauth2/token":1}`.
 * `GET /__test/requests/at-once`: how many of each were under way at the same moment, at most, since the `DELETE`.
 */
export function registerTestRequests(app: Hono, { controls }: Needs<'controls'>): void {
  app.get('/__test/requests', (context) => context.json(controls.requests));
  app.get('/__test/requests/at-once', (context) => context.json(controls.requestsAtOnce));
  app.delete('/__test/requests/at-once', (context) => {
    controls.countAtOnceAnew();
    return context.json({});
  });
}
