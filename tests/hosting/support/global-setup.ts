import { prepareTestArtefact } from './test-artefact';

/** Vitest runs this once before the tests of the local Hosting: they share one artefact. */
export default async function setup(): Promise<void> {
  await prepareTestArtefact();
}
