import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `amplify_outputs.json` from the committed example when there is none: it names the local backend.
 *
 * @returns what was done, for people
 */
export function provideAmplifyOutputs(root: string): string {
  const path = join(root, 'amplify_outputs.json');
  try {
    copyFileSync(`${path}.example`, path, constants.COPYFILE_EXCL);
    return 'amplify_outputs.json was missing: copied from the example';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return 'amplify_outputs.json is there';
    throw error;
  }
}
