import 'server-only';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireViewer } from './viewer';

/**
 * Guards a prerendered page. Such a page runs no code at request time: the middleware checks the session in front of
 * it. Should the app be built without that middleware, the page must not be prerendered either: then this call makes
 * it dynamic, and it guards itself.
 *
 * @param path the page's own path
 */
export async function guardPrerendered(path: string): Promise<void> {
  if (!existsSync(join(process.cwd(), 'middleware.ts'))) await requireViewer(path);
}
