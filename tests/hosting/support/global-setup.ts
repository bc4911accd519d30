import type { TestProject } from 'vitest/node';
import { keptPort } from '@/scripts/hosting';
import type { TestArtefact } from './test-artefact';
import { buildForTests } from './test-build';
import { buildVaried, variationAskedFor } from './variations';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared artefact can be reached: its build holds the address. */
    readonly hostingPort: number;
    /** With `ON_NEXT`: the artefact to test instead. */
    readonly variedArtefact: TestArtefact | undefined;
  }
}

/** Vitest runs this once before the tests of the local Hosting: they share one artefact. */
export default async function setup(project: TestProject): Promise<undefined | (() => Promise<void>)> {
  const variation = variationAskedFor();
  if (variation !== undefined) {
    const { tree, ...built } = await buildVaried(variation);
    project.provide('variedArtefact', built);
    return () => tree.remove();
  }
  const port = await keptPort('test');
  await buildForTests(port);
  project.provide('hostingPort', port);
  return undefined;
}
