import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Artefact } from '@/local-hosting/artefact';
import type { Variables } from '@/scripts/environment';
import { ensureArtefact, hostingDirectory } from '@/scripts/hosting';
import { findFreePorts, isPortFree } from '@/scripts/ports';
import { projectRoot } from '@/scripts/project-root';

const portFile = join(hostingDirectory, 'test-port');

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
  mkdirSync(hostingDirectory, { recursive: true });
  const last = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const port = last > 0 && (await isPortFree(last)) ? last : await findFreePorts();
  writeFileSync(portFile, `${port}`);
  return testArtefact();
}

/** What `prepareTestArtefact` has left; made again if a source has changed since. */
export async function testArtefact(): Promise<TestArtefact> {
  const port = Number(readFileSync(portFile, 'utf8'));
  const artefact = await ensureArtefact({ settings: testSettings(), port, onLine: () => undefined });
  return { artefact, port };
}

/** What `.env.example` says, as for `npm run start:hosting`: tests do not depend on a developer's own environment. */
export function testSettings(): Variables {
  return { ...parseEnv(readFileSync(join(projectRoot, '.env.example'), 'utf8')), LOG_LEVEL: 'warn' };
}
