import { join } from 'node:path';
import type { Artefact } from '@/local-hosting/artefact';
import type { Reading } from '@/local-hosting/meter';
import type { HostOptions } from '@/local-hosting/options';
import { HOSTED_DEPLOYMENT, startProduct } from '@/scripts/hosting';
import { startLocalAws } from '@/tests/support/local-aws';
import { startRecordingProxy } from '@/tests/support/recording-proxy';
import { startRedis } from '@/tests/support/redis';
import type { ProductStack } from '@/tests/support/stack';
import { testArtefact } from './test-artefact';

export interface HostingStackOptions extends Partial<HostOptions> {
  /** Another artefact than the shared one, with the port that it was built for. */
  readonly built?: { readonly artefact: Artefact; readonly port: number };
  /** The Node that environments run on. */
  readonly node?: string;
  /** Environments that are started, and connected, before anything else is asked. None unless said. */
  readonly warm?: number;
}

/** The whole product on the local Hosting, with a Redis and a local AWS of its own. */
export interface HostingStack extends ProductStack {
  meter(): Reading;
  /** What the app and the host have written. */
  readonly lines: readonly string[];
}

/** How many tokens a request costs is assumed, and what is not about the quota should not depend on it. */
const PLENTY = 10_000_000;

/** Starts it. No environment runs before there is a request. */
export async function startHostingStack(options: HostingStackOptions = {}): Promise<HostingStack> {
  const { built, warm = 0, ...others } = options;
  const { artefact, port } = built ?? (await testArtefact());
  const origin = `http://localhost:${port}`;
  const [redis, aws] = await Promise.all([startRedis(), startLocalAws({ appOrigins: [origin] })]);
  const proxy = await startRecordingProxy(`http://127.0.0.1:${aws.port}`);
  const lines: string[] = [];
  const stopServices = () => Promise.all([proxy.stop(), aws.stop(), redis.stop()]);
  const hosting = await startProduct({
    artefact,
    port,
    localAwsPort: proxy.port,
    redisUrl: redis.url,
    onLine: (line) => lines.push(line),
    tokensPerSecond: PLENTY,
    ...others,
  }).catch(async (error: unknown) => {
    await stopServices();
    throw error;
  });
  await warmUp(origin, hosting.meter, warm);
  return {
    build: join(artefact.compute, '.next'),
    origin,
    origins: [origin],
    deployment: HOSTED_DEPLOYMENT,
    redis,
    aws,
    awsTraffic: proxy.exchanges,
    intercept: (interceptor) => proxy.intercept(interceptor),
    meter: hosting.meter,
    lines,
    stop: async () => {
      await hosting.stop();
      await stopServices();
    },
  };
}

/** Asks as many at once until so many environments have reached Redis. */
async function warmUp(origin: string, meter: () => Reading, environments: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const asked = Array.from({ length: environments }, () => fetch(`${origin}/api/health/ready`));
    const answers = await Promise.all(asked);
    if (meter().environments >= environments && answers.every(({ ok }) => ok)) return;
    if (performance.now() > deadline) throw new Error(`${environments} environments did not become ready.`);
  }
}
