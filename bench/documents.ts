import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../scripts/project-root';
import type { Measured } from './peers/columns';
import { peerTables } from './peers/table';
import { readResults } from './results';
import { productTables } from './tables';

/** Where figures stand between `<!-- bench:name -->` and `<!-- /bench:name -->`. */
export const DOCUMENTS = ['docs/performance.md', 'README.md'];
const PLACE = /(<!-- bench:([\w-]+) -->\n)[\s\S]*?(\n<!-- \/bench:\2 -->)/g;
const peers = join(projectRoot, 'bench/peers/results.json');

/** What the last runs say, by the name of its place. */
export function measuredTables(): Record<string, string> {
  const measured: Measured = existsSync(peers) ? JSON.parse(readFileSync(peers, 'utf8')) : {};
  return { ...productTables(readResults()), ...peerTables(measured) };
}

/**
 * A document with what was measured in its places.
 *
 * @throws Error for a place that nothing is measured for
 */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, start: string, name: string, end: string) => {
    if (tables[name] === undefined) throw new Error(`nothing is measured for ${name}`);
    return `${start}${tables[name]}${end}`;
  });
}

/** Brings the documents up to the last runs. */
export function writeTables(): void {
  const tables = measuredTables();
  for (const path of DOCUMENTS.map((name) => join(projectRoot, name)))
    writeFileSync(path, withTables(readFileSync(path, 'utf8'), tables));
}
