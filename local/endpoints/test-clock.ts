import type { Hono } from 'hono';
import { z } from 'zod';
import type { Needs } from '../services';
import { readBody } from './test-body';

const body = z.object({ advanceMs: z.number() });

/** `POST /__test/clock {"advanceMs"}`: moves the local AWS's time; answers what it is now, ms. */
export function registerTestClock(app: Hono, { clock }: Needs<'clock'>): void {
  app.post('/__test/clock', async (context) => {
    const input = await readBody(context, body);
    if (input instanceof Response) return input;
    clock.advance(input.advanceMs);
    return context.json({ now: clock.now() });
  });
}
