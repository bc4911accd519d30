import type { Hono } from 'hono';
import { z } from 'zod';
import type { Needs } from '../services';
import { readBody } from './test-body';

const life = z.number().positive().optional();
const body = z.object({ accessSeconds: life, idSeconds: life, refreshSeconds: life });

/**
 * `POST /__test/token-validity {"accessSeconds","idSeconds","refreshSeconds"}`: lifetimes of sign-ins and
 * refreshes from now on. What is left out is the client's own again.
 */
export function registerTestTokenValidity(app: Hono, { controls }: Needs<'controls'>): void {
  app.post('/__test/token-validity', async (context) => {
    const input = await readBody(context, body);
    if (input instanceof Response) return input;
    controls.setValidity(input);
    return context.json(input);
  });
}
