import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClock } from '../../clock';
import { createLocalAws, type LocalAws, type LocalAwsOptions } from '../../server';
import { readOutputNames } from '../../template/names';
import type { Template } from '../../template/template';

const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

/** `amplify_outputs.json` of an app: names the ids that it has for the pool of {@link TEMPLATE}. */
export const OUTPUTS = fixture('outputs.json');

const readTemplate = (name: string): Template =>
  JSON.parse(readFileSync(fixture(`templates/${name}.json`), 'utf8'));

/** The auth stack of an Amplify Gen 2 backend, as Amplify synthesised it on 2026-11-21: e-mail, passkeys, TOTP, Google. */
export const TEMPLATE = readTemplate('amplify');
/** The same with every social provider switched on. */
export const ALL_PROVIDERS_TEMPLATE = readTemplate('amplify-all-providers');

/** Ids that the outputs give to the pool of the template. */
export const POOL_ID = 'us-east-1_Latchkey0';
export const CLIENT_ID = '7lcl0ca1latchkey0example26';

/** A local AWS with the pool of {@link TEMPLATE}, on a free port, in memory unless `dataDir` is given. */
export async function startServer(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  return createLocalAws({
    port: 0,
    clock: createClock(),
    seed: { template: TEMPLATE, names: readOutputNames([OUTPUTS]), appOrigins: [] },
    ...options,
  });
}
