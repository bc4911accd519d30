import { inject } from 'vitest';
import type { Artefact } from '@/local-hosting/artefact';
import { buildForTests } from './test-build';

/** The build of this repository that the tests share, and the only port that it can be reached at. */
export interface TestArtefact {
  readonly artefact: Artefact;
  readonly port: number;
}

/** What the project's set-up has built; made again if a source has changed since. */
export async function testArtefact(): Promise<TestArtefact> {
  const varied = inject('variedArtefact');
  if (varied !== undefined) return varied;
  const port = inject('hostingPort');
  return { artefact: await buildForTests(port), port };
}
