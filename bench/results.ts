import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../scripts/project-root';

const path = join(projectRoot, 'bench/results.json');

/** Keeps what was measured in `bench/results.json`. Members of other names stay as the last run left them. */
export function saveResults(measured: Readonly<Record<string, unknown>>): void {
  const others = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  writeFileSync(path, `${JSON.stringify({ ...others, ...measured }, null, 2)}\n`);
}
