import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Artefact, deploy } from '../local-hosting/artefact';
import { type Hosting, startHosting } from '../local-hosting/hosting';
import type { HostOptions } from '../local-hosting/options';
import { namesRedis, type Variables } from './environment';
import { ensureHostingBuild } from './hosting-build';
import { nodeOptionsForLocalAws } from './local-aws';
import { findFreePorts, isPortFree } from './ports';
import { projectRoot } from './project-root';
import { SERVER_VARIABLES } from './server-variables';

/** Where builds are kept, a folder for each port. */
export const hostingDirectory = join(projectRoot, '.latchkey/hosting');

/** An app and a branch as AWS might number and name them. */
const AWS = { AWS_APP_ID: 'd1latchkey0local', AWS_BRANCH: 'main' };

/** What the build makes of them. */
export const HOSTED_DEPLOYMENT = `${AWS.AWS_APP_ID}/${AWS.AWS_BRANCH}`;

/**
 * Where a build says that Redis is, unless told otherwise. It is only written down: environments reach the Redis of a
 * run through a relay, whose address they are given.
 */
const REDIS_OF_THE_BUILD = 'redis://127.0.0.1:6379';

/** What a build sets by itself, or what `.env.example` has for a machine without proxies and with an inbox. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set([
  'APP_ORIGIN',
  'DEPLOYMENT',
  'TRUSTED_PROXIES',
  'OPEN_TABS',
  'SECURITY_MAIL_FROM',
]);

/** Settings that a console may hold: the server's own, and one of `amplify/`. */
const CONSOLE: ReadonlySet<string> = new Set(
  [...SERVER_VARIABLES, 'SOCIAL_PROVIDERS'].filter((name) => !OF_THE_MACHINE.has(name)),
);

/**
 * The variables that a build has of Amplify's console: the app's settings, its address, and whose build it is.
 *
 * @param settings everything that is set; what no console would hold is left out
 */
export function consoleVariables(settings: Variables, origin: string): Readonly<Record<string, string>> {
  const chosen = Object.entries(settings).flatMap(([name, value]) =>
    CONSOLE.has(name) && value !== undefined ? [[name, value] as const] : [],
  );
  const redis: Record<string, string> = namesRedis(settings) ? {} : { REDIS_URL: REDIS_OF_THE_BUILD };
  return { ...AWS, APP_ORIGINS: `${AWS.AWS_BRANCH}=${origin}`, ...redis, ...Object.fromEntries(chosen) };
}

/**
 * A port for runs of one kind. A build holds its own address, so the port of the last run is kept as long as it is free.
 *
 * @param kind such as `test`
 */
export async function keptPort(kind: string): Promise<number> {
  const file = join(hostingDirectory, `${kind}-port`);
  mkdirSync(hostingDirectory, { recursive: true });
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = last > 0 && (await isPortFree(last)) ? last : await findFreePorts();
  writeFileSync(file, `${port}`);
  return port;
}

interface ArtefactOptions {
  /** See {@link consoleVariables}. */
  readonly settings: Variables;
  /** Where browsers will reach it, on localhost: the address is part of the build. */
  readonly port: number;
  readonly onLine: (line: string) => void;
}

/** The artefact of this repository, made once for the same sources, settings and port. @throws Error as {@link ensureHostingBuild} */
export function ensureArtefact({ settings, port, onLine }: ArtefactOptions): Promise<Artefact> {
  const variables = consoleVariables(settings, `http://localhost:${port}`);
  const directory = join(hostingDirectory, `${port}`);
  return ensureHostingBuild({ root: projectRoot, directory, variables, onLine });
}

export interface ProductStart extends Partial<HostOptions> {
  readonly artefact: Artefact;
  /** The one that the artefact was built for. */
  readonly port: number;
  readonly localAwsPort: number;
  /** A `redis://` URL in place of the one in the artefact; its connections can be cut then. */
  readonly redisUrl?: string;
  /** The Node that environments run on; this one unless said. */
  readonly node?: string;
  readonly onLine?: (line: string) => void;
}

/** Deploys the product to the emulated host, in front of the local AWS, and starts it. */
export async function startProduct({ artefact, localAwsPort, ...start }: ProductStart): Promise<Hosting> {
  const { compute, entry, staticFiles, remove } = deploy(artefact);
  const hosting = await startHosting({
    ...start,
    compute,
    entry,
    staticFiles,
    nodeOptions: nodeOptionsForLocalAws(projectRoot, undefined),
    variables: { LOCAL_AWS_PORT: `${localAwsPort}` },
  });
  const stop = () => hosting.stop().finally(remove);
  return { ...hosting, stop };
}
