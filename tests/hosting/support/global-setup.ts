import type { TestProject } from 'vitest/node';
import { keptPort } from '@/scripts/hosting';
import { buildForTests } from './test-build';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared artefact can be reached: its build holds the address. */
    readonly hostingPort: number;
  }
}

/** Vitest runs this once before the tests of the local Hosting: they share one artefact. */
export default async function setup(project: TestProject): Promise<void> {
  const port = await keptPort('test');
  await buildForTests(port);
  project.provide('hostingPort', port);
}
