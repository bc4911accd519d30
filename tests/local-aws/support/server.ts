import { fileURLToPath } from 'node:url';
import { createClock } from '../../../local/clock';
import { createLocalAws, type LocalAws, type LocalAwsOptions } from '../../../local/server';
import { readOutputNames } from '../../../local/template/names';
import { synthesise } from '../../../scripts/synth';

/** Names the ids that the app has for the pool of `amplify/`. */
export const EXAMPLE_OUTPUTS = fileURLToPath(
  new URL('../../../amplify_outputs.json.example', import.meta.url),
);

/** Ids that the example outputs give to the pool of `amplify/`. */
export const POOL_ID = 'us-east-1_Latchkey0';
export const CLIENT_ID = '7lcl0ca1latchkey0example26';

/** A local AWS with the pool of `amplify/`, on a free port, in memory unless `dataDir` is given. */
export async function startServer(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  return createLocalAws({
    port: 0,
    clock: createClock(),
    seed: { template: await synthesise({}), names: readOutputNames([EXAMPLE_OUTPUTS]), appOrigins: [] },
    ...options,
  });
}
