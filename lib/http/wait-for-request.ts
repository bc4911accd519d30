import 'server-only';
import { isConfigured } from '../config/config';

/**
 * Resolves for a request alone: with `cacheComponents` Next tries handlers at build time, when there is no configuration,
 * and they get no further than this. It is Next's `connection()`, loaded in a build: with it a process that answers would
 * load the renderer of pages (docs/decisions/0096).
 */
export async function waitForRequest(): Promise<void> {
  if (isConfigured()) return;
  const { connection } = await import('next/server');
  await connection();
}
