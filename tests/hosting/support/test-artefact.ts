import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact } from '@/local-hosting/artefact';
import { readSettings } from '@/scripts/environment';
import { ensureArtefact } from '@/scripts/hosting';
import { findFreePorts, isPortFree } from '@/scripts/ports';
import { projectRoot } from '@/scripts/project-root';

const directory = join(projectRoot, '.latchkey/hosting-tests');
const portFile = join(directory, 'port');

/** The build of this repository that the tests share, and the only port that it can be reached at. */
export interface TestArtefact {
  readonly artefact: Artefact;
  readonly port: number;
}

/**
 * Builds unless the build is current. A build holds its own address, so the port that was free for the last one is
 * kept as long as it is free.
 */
export async function prepareTestArtefact(): Promise<TestArtefact> {
  mkdirSync(directory, { recursive: true });
  const last = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const port = last > 0 && (await isPortFree(last)) ? last : await findFreePorts();
  writeFileSync(portFile, `${port}`);
  return testArtefact();
}

/** What `prepareTestArtefact` has left; made again if a source has changed since. */
export async function testArtefact(): Promise<TestArtefact> {
  const port = Number(readFileSync(portFile, 'utf8'));
  // Tests do not depend on what the developer's own environment says.
  const { SESSION_KEYS } = readSettings(projectRoot, {}).variables;
  const settings = { SESSION_KEYS, LOG_LEVEL: 'warn' };
  const origin = `http://localhost:${port}`;
  const artefact = await ensureArtefact({ settings, origin, directory, onLine: () => undefined });
  return { artefact, port };
}
