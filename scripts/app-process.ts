import { join } from 'node:path';
import type { Variables } from './environment';
import { nodeOptionsForLocalAws, roleVariables } from './local-aws';
import type { ProcessOptions } from './processes';

/** Milliseconds for one answer: in development the first waits for the compiler. */
const ANSWER_TIMEOUT_MS = 30_000;
/** Milliseconds between two looks at whether the app answers. */
const PROBE_INTERVAL_MS = 100;

interface AppOptions {
  /** The repository's path, with a build in `.next` when `mode` is `start`. */
  readonly root: string;
  readonly mode: 'dev' | 'start';
  readonly port: number;
  readonly localAwsPort: number;
  readonly variables: Variables;
  readonly onLine?: (line: string) => void;
}

/** How to start one process of the app against the local AWS. On loopback: the example key protects nothing. */
export function appProcess({
  root,
  mode,
  port,
  localAwsPort,
  variables,
  onLine,
}: AppOptions): ProcessOptions {
  return {
    name: `app on port ${port}`,
    command: process.execPath,
    args: [join(root, 'node_modules/next/dist/bin/next'), mode, '-p', `${port}`, '-H', '127.0.0.1'],
    cwd: root,
    env: {
      // The role that a host would give the app.
      ...roleVariables(localAwsPort),
      ...variables,
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      NODE_OPTIONS: nodeOptionsForLocalAws(root, variables.NODE_OPTIONS),
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: `${port}`,
      LOCAL_AWS_PORT: `${localAwsPort}`,
      APP_ORIGIN: variables.APP_ORIGIN ?? `http://localhost:${port}`,
    },
    ...(onLine ? { onLine } : {}),
  };
}

/**
 * Resolves when the app answers its liveness probe.
 *
 * @param port where it listens
 * @param ended the process's end, which makes waiting pointless
 * @throws Error when it ends first or does not answer in time
 */
export async function untilLive(port: number, ended: Promise<string>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let end: string | null = null;
  void ended.then((how) => {
    end = how;
  });
  while (Date.now() < deadline) {
    if (end !== null) throw new Error(`The app on port ${port} ended (${end}) instead of starting.`);
    if (await answers(`http://127.0.0.1:${port}/api/health/live`)) return;
    await new Promise((resolve) => setTimeout(resolve, PROBE_INTERVAL_MS));
  }
  throw new Error(`The app on port ${port} did not answer within ${timeoutMs / 1000} s.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
