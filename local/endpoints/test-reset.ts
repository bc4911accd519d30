import type { Hono } from 'hono';
import type { Needs } from '../services';

/** `POST /__test/reset`: people, tokens, mail, time, faults and counts as they were at the first start. */
export function registerTestReset(app: Hono, services: Needs<'reset'>): void {
  app.post('/__test/reset', async (context) => {
    await services.reset();
    return context.json({});
  });
}
