import type { Hono } from 'hono';
import { z } from 'zod';
import type { Needs } from '../services';
import { readBody } from './test-body';

const body = z.object({
  operation: z.string().min(1),
  mode: z.enum(['error', 'timeout', 'delay', 'drop', 'lose', 'garbage']),
  ms: z.number().min(0).default(0),
  times: z.int().min(1).default(1),
  error: z.string().default('InternalErrorException'),
  status: z.int().min(400).max(599).optional(),
  message: z.string().default('A fault that a test has switched on.'),
});

/** AWS answers 400 to everything but its own failures. */
const statusFor = (error: string) => (error === 'InternalErrorException' ? 500 : 400);

/** `POST /__test/faults`: makes the next requests of one operation or path fail. `DELETE` ends it. */
export function registerTestFaults(app: Hono, { controls }: Needs<'controls'>): void {
  app.post('/__test/faults', async (context) => {
    const input = await readBody(context, body);
    if (input instanceof Response) return input;
    controls.addFault({ ...input, status: input.status ?? statusFor(input.error) });
    return context.json({});
  });
  app.delete('/__test/faults', (context) => {
    controls.clearFaults();
    return context.json({});
  });
}
