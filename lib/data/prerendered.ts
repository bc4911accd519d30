import 'server-only';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireViewer } from './viewer';

/** The names by which Next finds the middleware: `proxy.ts` is new in Next 16. */
const MIDDLEWARE_FILES = ['middleware.ts', 'proxy.ts', 'src/middleware.ts', 'src/proxy.ts'];

/** Whether an app has a middleware, by either name. @param directory the app's root */
export function hasMiddleware(directory: string): boolean {
  return MIDDLEWARE_FILES.some((name) => existsSync(join(directory, name)));
}

/**
 * Guards a prerendered page. Such a page runs no code at request time: the middleware checks the session in front of
 * it. Should the app be built without that middleware, the page must not be prerendered either: then this call makes
 * it dynamic, and it guards itself.
 *
 * @param path the page's own path
 */
export async function guardPrerendered(path: string): Promise<void> {
  if (!hasMiddleware(process.cwd())) await requireViewer(path);
}
