import type { Hono } from 'hono';
import type { Pool } from '../model';
import type { Needs } from '../services';

/** Serves a public document about a pool, or the refusal that Cognito gives for an unknown one. */
export function wellKnown(
  app: Hono,
  { directory }: Needs<'directory'>,
  name: string,
  document: (pool: Pool) => object,
): void {
  app.get(`/:poolId/.well-known/${name}`, (context) => {
    const poolId = context.req.param('poolId');
    const pool = directory.pools.get(poolId);
    if (!pool) return context.json({ message: `User pool ${poolId} does not exist.` }, 404);
    context.header('Cache-Control', 'public, max-age=86400, must-revalidate');
    return context.json(document(pool));
  });
}
