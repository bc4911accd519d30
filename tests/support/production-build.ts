import { provideAmplifyOutputs } from '../../scripts/amplify-outputs';
import { ensureBuild } from '../../scripts/production-build';
import { projectRoot } from '../../scripts/project-root';

/** Vitest runs this once before the browser tests. Set E2E_KEEP_BUILD to test the build that is there. */
export default async function setup(): Promise<void> {
  await provideAmplifyOutputs(projectRoot);
  if (process.env.E2E_KEEP_BUILD) return;
  await ensureBuild(projectRoot);
}
