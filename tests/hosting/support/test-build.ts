import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Artefact } from '@/local-hosting/artefact';
import type { Variables } from '@/scripts/environment';
import { ensureArtefact } from '@/scripts/hosting';
import { projectRoot } from '@/scripts/project-root';

/** Builds for `port` unless the build is current. */
export function buildForTests(port: number): Promise<Artefact> {
  return ensureArtefact({ settings: testSettings(), port, onLine: () => undefined });
}

/** What `.env.example` says, as for `npm run start:hosting`: tests do not depend on a developer's own environment. */
export function testSettings(): Variables {
  return { ...parseEnv(readFileSync(join(projectRoot, '.env.example'), 'utf8')), LOG_LEVEL: 'warn' };
}
