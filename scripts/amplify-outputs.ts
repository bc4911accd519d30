import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Environment } from '../amplify/auth/environment';
import { type BackendIds, type BackendOutputs, outputsOf } from './outputs-of-template';
import { synthesise } from './synth';

const describesBackend = z.looseObject({ auth: z.looseObject({ user_pool_id: z.string() }) });

const exampleOutputs = z.looseObject({
  auth: z.looseObject({
    aws_region: z.string(),
    user_pool_id: z.string(),
    user_pool_client_id: z.string(),
    identity_pool_id: z.string(),
    oauth: z.looseObject({ domain: z.string() }),
  }),
});

/**
 * Makes `amplify_outputs.json` for a local run: what `amplify/` says, under the ids of the local backend. A file that names
 * another backend, such as a sandbox in AWS, is left alone.
 *
 * @param root where the file and its example are
 * @param env what `amplify/` reads
 * @returns what was done, for people
 */
export async function provideAmplifyOutputs(root: string, env: Environment = process.env): Promise<string> {
  const path = join(root, 'amplify_outputs.json');
  const ids = localIds(root);
  const present = read(path);
  if (present !== null && poolIn(present) !== ids.userPoolId)
    return 'amplify_outputs.json names a backend of its own';
  const wanted = `${JSON.stringify(await localOutputs(root, env), null, 2)}\n`;
  if (present === wanted) return 'amplify_outputs.json is as amplify/ says';
  writeFileSync(path, wanted);
  return 'amplify_outputs.json written from amplify/';
}

/** What `ampx generate outputs` would write if the local backend were in AWS. */
export async function localOutputs(root: string, env: Environment): Promise<BackendOutputs> {
  return outputsOf(await synthesise(env), localIds(root));
}

/** The committed example names the local backend, to `local/` too. */
function localIds(root: string): BackendIds {
  const example = readFileSync(join(root, 'amplify_outputs.json.example'), 'utf8');
  const { aws_region, user_pool_id, user_pool_client_id, identity_pool_id, oauth } = exampleOutputs.parse(
    JSON.parse(example),
  ).auth;
  return {
    region: aws_region,
    userPoolId: user_pool_id,
    clientId: user_pool_client_id,
    identityPoolId: identity_pool_id,
    domain: oauth.domain,
  };
}

/** The pool that a file names; null for one that names none, which the app itself complains about. */
function poolIn(text: string): string | null {
  try {
    return describesBackend.parse(JSON.parse(text)).auth.user_pool_id;
  } catch {
    return null;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
