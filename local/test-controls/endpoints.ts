import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { parameterSet } from '../parameter-store/parameters';
import type { Needs, Services } from '../services';

/** The `/__test` endpoints: how a test moves time, breaks things, and sees what was asked. */
export function registerTestControls(app: Hono, services: Services): void {
  registerTestReset(app, services);
  registerTestClock(app, services);
  registerTestTokenValidity(app, services);
  registerTestFaults(app, services);
  registerTestRequests(app, services);
  registerTestParameters(app, services);
}

/** `POST /__test/reset`: users, tokens, mail, parameters, time, faults and counts as they were at the first start. */
function registerTestReset(app: Hono, services: Needs<'reset'>): void {
  app.post('/__test/reset', async (context) => {
    await services.reset();
    return context.json({});
  });
}

const clockMove = z.object({ advanceMs: z.number() });

/** `POST /__test/clock {"advanceMs"}`: moves the local AWS's time; answers what it is now, ms. */
function registerTestClock(app: Hono, { clock }: Needs<'clock'>): void {
  app.post('/__test/clock', async (context) => {
    const input = await readBody(context, clockMove);
    if (input instanceof Response) return input;
    clock.advance(input.advanceMs);
    return context.json({ now: clock.now() });
  });
}

const life = z.number().positive().optional();
const lifetimes = z.object({ accessSeconds: life, idSeconds: life, refreshSeconds: life });

/**
 * `POST /__test/token-validity {"accessSeconds","idSeconds","refreshSeconds"}`: lifetimes of sign-ins and
 * refreshes from now on. What is left out is the client's own again.
 */
function registerTestTokenValidity(app: Hono, { controls }: Needs<'controls'>): void {
  app.post('/__test/token-validity', async (context) => {
    const input = await readBody(context, lifetimes);
    if (input instanceof Response) return input;
    controls.setValidity(input);
    return context.json(input);
  });
}

const faultRequest = z.object({
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
function registerTestFaults(app: Hono, { controls }: Needs<'controls'>): void {
  app.post('/__test/faults', async (context) => {
    const input = await readBody(context, faultRequest);
    if (input instanceof Response) return input;
    controls.addFault({ ...input, status: input.status ?? statusFor(input.error) });
    return context.json({});
  });
  app.delete('/__test/faults', (context) => {
    controls.clearFaults();
    return context.json({});
  });
}

/**
 * `GET /__test/requests`: how often each operation or path was asked for, `{"InitiateAuth":3,"oauth2/token":1}`.
 * `GET /__test/requests/at-once`: how many of each were under way at the same moment, at most, since the `DELETE`.
 */
function registerTestRequests(app: Hono, { controls }: Needs<'controls'>): void {
  app.get('/__test/requests', (context) => context.json(controls.requests.total));
  app.get('/__test/requests/at-once', (context) => context.json(controls.requests.atOnce));
  app.delete('/__test/requests/at-once', (context) => {
    controls.requests.countAtOnceAnew();
    return context.json({});
  });
}

/** `POST /__test/parameters {"/name": "secret"}`: puts values into the Parameter Store, beside those there are. */
function registerTestParameters(app: Hono, { parameters }: Needs<'parameters'>): void {
  app.post('/__test/parameters', async (context) => {
    const input = await readBody(context, parameterSet);
    if (input instanceof Response) return input;
    parameters.put(input);
    return context.json({});
  });
}

/** Reads a control's JSON body. @returns the value, or the 400 to answer with. */
async function readBody<T extends z.ZodType>(context: Context, shape: T): Promise<z.output<T> | Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = shape.safeParse(body ?? {});
  return parsed.success ? parsed.data : context.json({ error: parsed.error.issues }, 400);
}
