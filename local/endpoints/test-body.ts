import type { Context } from 'hono';
import type { z } from 'zod';

/** Reads a control's JSON body. @returns the value, or the 400 to answer with. */
export async function readBody<T extends z.ZodType>(
  context: Context,
  shape: T,
): Promise<z.output<T> | Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = shape.safeParse(body ?? {});
  return parsed.success ? parsed.data : context.json({ error: parsed.error.issues }, 400);
}
