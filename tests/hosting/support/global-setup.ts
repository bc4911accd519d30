import type { TestProject } from 'vitest/node';
import { keptPort } from '@/scripts/hosting';
import { buildOnNext15 } from './next15';
import type { TestArtefact } from './test-artefact';
import { buildForTests } from './test-build';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared artefact can be reached: its build holds the address. */
    readonly hostingPort: number;
    /** With `ON_NEXT=15`: the artefact to test instead, built on Next 15.5. */
    readonly onNext15: TestArtefact | undefined;
  }
}

/** Vitest runs this once before the tests of the local Hosting: they share one artefact. */
export default async function setup(project: TestProject): Promise<undefined | (() => Promise<void>)> {
  if (process.env.ON_NEXT === '15') {
    const { tree, ...built } = await buildOnNext15();
    project.provide('onNext15', built);
    return () => tree.remove();
  }
  const port = await keptPort('test');
  await buildForTests(port);
  project.provide('hostingPort', port);
  return undefined;
}
