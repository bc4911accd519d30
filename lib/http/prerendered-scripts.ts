import 'server-only';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Next keeps pages that it has rendered ahead. A host that runs the build has them there, too (docs/decisions/0075). */
const PAGES = ['.next', 'server', 'app'];

/** What Next shows for a path that no page has; rendered ahead like the others. */
const NOT_FOUND = '_not-found';

interface Known {
  readonly writtenAt: number;
  readonly sources: readonly string[];
}

const known = new Map<string, Known>();

/** No empty parts, and none that begins with a dot: nothing leads out of the folder. */
const WITHIN = /^(?:\/[^/\\.\0][^/\\\0]*)+$/;

/**
 * The inline scripts of a page that was rendered ahead, as sources for its policy (W3C CSP Level 3 §2.3.1, hash-source).
 *
 * @param pathname as it was asked for, in text that is escaped as it should be
 * @param directory the app's root
 * @returns those of the page for 'not found' where there is no such page, and none where nothing can be read
 */
export async function inlineScriptsOf(pathname: string, directory: string): Promise<readonly string[]> {
  const path = decodeURIComponent(pathname);
  const own = WITHIN.test(path) ? await readSources(join(directory, ...PAGES, `${path}.html`)) : null;
  return own ?? (await readSources(join(directory, ...PAGES, `${NOT_FOUND}.html`))) ?? [];
}

/** Null: there is no such file. It is read again when Next has written it anew. */
async function readSources(file: string): Promise<readonly string[] | null> {
  try {
    const { mtimeMs: writtenAt } = await stat(file);
    const found = known.get(file);
    if (found?.writtenAt === writtenAt) return found.sources;
    const sources = hashesOf(await readFile(file, 'utf8'));
    known.set(file, { writtenAt, sources });
    return sources;
  } catch {
    return null;
  }
}

/** Next escapes `<` in what it writes into scripts, so that none ends before its end tag. */
function hashesOf(html: string): readonly string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs);
  const hashes = [...scripts].map(([, text = '']) => createHash('sha256').update(text).digest('base64'));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}
