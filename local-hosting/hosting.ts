import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from '../scripts/ports';
import { createEdge } from './edge';
import { Environment } from './environment';
import { Meter, type Reading } from './meter';
import { HOST_DEFAULTS, type HostOptions } from './options';
import { Pool } from './pool';
import { startRelay } from './redis-relay';

/** Megabytes: what V8 chooses by itself on a machine with 1 GB, which this one is not. */
const HEAP_MEGABYTES = 512;

/** Of util-linux. */
const SETPRIV = '/usr/bin/setpriv';

export interface HostingStart extends Partial<HostOptions> {
  /** Where browsers reach it, on loopback. */
  readonly port: number;
  /** What an environment is started from: a folder, and the module in it that listens on PORT. */
  readonly compute: string;
  readonly entry: string;
  readonly staticFiles: string;
  /** Node's options for every environment, such as a preload. */
  readonly nodeOptions?: string;
  /** Variables of the host itself. The app's own are in the bundle's `.env.production`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A `redis://` URL of the app's: environments reach it through relays whose connections can be cut. */
  readonly redisUrl?: string;
  /** The Node that environments run on; this one unless said. */
  readonly node?: string;
  /** Called with what the app writes and with what the host refuses. */
  readonly onLine?: (line: string) => void;
}

export interface Hosting {
  readonly origin: string;
  meter(): Reading;
  stop(): Promise<void>;
}

/** Starts the emulated host. No environment runs before there is a request. */
export async function startHosting(start: HostingStart): Promise<Hosting> {
  const options: HostOptions = { ...HOST_DEFAULTS, ...start };
  const { port, staticFiles, onLine = () => undefined } = start;
  const meter = new Meter();
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-hosting-'));
  const launch = () => startEnvironment({ start, options, directory, onLine });
  const pool = new Pool(launch, options, meter);
  const edge = createEdge({ pool, meter, staticFiles, options, onFailure: onLine });
  // Longer than any client of a test waits with a connection in its pool: it must not be closed as it is reused.
  edge.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    edge.once('error', reject);
    edge.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://localhost:${port}`,
    meter: () => meter.read(),
    stop: async () => {
      edge.closeAllConnections();
      edge.close();
      await pool.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Launch {
  readonly start: HostingStart;
  readonly options: HostOptions;
  readonly directory: string;
  readonly onLine: (line: string) => void;
}

async function startEnvironment({ start, options, directory, onLine }: Launch): Promise<Environment> {
  const port = await findFreePorts();
  const url = start.redisUrl === undefined ? null : new URL(start.redisUrl);
  const relay = url === null ? null : await startRelay(url.hostname, Number(url.port || 6379));
  const frozenFile = options.freezeClock ? join(directory, `frozen-${port}`) : null;
  if (frozenFile !== null) writeFileSync(frozenFile, '0');
  const variables = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    HOSTNAME: '127.0.0.1',
    ...start.variables,
    NODE_OPTIONS: nodeOptions(start.nodeOptions, frozenFile !== null),
    ...(frozenFile === null ? {} : { HOSTING_FROZEN_FILE: frozenFile }),
    ...(url === null || relay === null ? {} : { REDIS_URL: throughRelay(url, relay.port) }),
  };
  return Environment.start({
    ...dyingWithThis([start.node ?? process.execPath, start.entry]),
    cwd: start.compute,
    variables,
    port,
    relay,
    frozenFile,
    options,
    onLine: (line) => onLine(`${port} │ ${line}`),
  });
}

/**
 * A process that is stopped never hears that its parent has gone. Where Linux offers it, the kernel ends it then: of
 * a run that was killed, nothing is left behind.
 */
function dyingWithThis([command, ...args]: [string, ...string[]]): { command: string; args: string[] } {
  if (!existsSync(SETPRIV)) return { command, args };
  return { command: SETPRIV, args: ['--pdeathsig', 'KILL', command, ...args] };
}

/** The same user, password, database and parameters at another address. */
function throughRelay(url: URL, port: number): string {
  const relayed = new URL(url);
  relayed.hostname = '127.0.0.1';
  relayed.port = `${port}`;
  return relayed.href;
}

function nodeOptions(own: string | undefined, freezeClock: boolean): string {
  const clock = new URL('./frozen-clock.mjs', import.meta.url);
  const parts = [own ?? '', `--max-old-space-size=${HEAP_MEGABYTES}`];
  if (freezeClock) parts.push(`--import ${clock.href}`);
  return parts.join(' ').trim();
}
