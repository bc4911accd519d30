import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Variables } from './environment';
import type { ProcessOptions } from './processes';

/** What the local AWS writes when it answers. */
export const LOCAL_AWS_READY = /^ready http/;

interface LocalAwsOptions {
  /** The repository's path. */
  readonly root: string;
  readonly port: number;
  /** The origins that may receive its redirects. */
  readonly appOrigins: readonly string[];
  readonly variables: Variables;
}

/** How to start the local AWS as a process of its own. */
export function localAws({ root, port, appOrigins, variables }: LocalAwsOptions): ProcessOptions {
  return {
    name: 'local AWS',
    command: process.execPath,
    args: ['--import', 'tsx', join(root, 'scripts/local-aws-main.ts')],
    cwd: root,
    env: {
      ...variables,
      NODE_ENV: 'development',
      LOCAL_AWS_PORT: `${port}`,
      LOCAL_APP_ORIGINS: appOrigins.join(','),
    },
  };
}

/** The variables by which a process finds the compute role's credentials, as on Amplify Hosting. */
export function roleVariables(port: number): Readonly<Record<string, string>> {
  return { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://localhost:${port}/compute-role/credentials` };
}

/**
 * `NODE_OPTIONS` that send a process's calls of AWS to the local one. A file URL, so that a path with a space
 * stays one option.
 */
export function nodeOptionsForLocalAws(root: string, existing: string | undefined): string {
  const preload = `--import ${pathToFileURL(join(root, 'local/preload.mjs')).href}`;
  return existing === undefined ? preload : `${existing} ${preload}`;
}
