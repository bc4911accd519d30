import { parseArgs } from 'node:util';
import type { Artefact } from '../local-hosting/artefact';
import type { HostOptions } from '../local-hosting/options';
import { namesRedis, readSettings, type Settings, type Variables } from './environment';
import { ensureArtefact, startProduct } from './hosting';
import { startLocalAws, startOwnRedis } from './local-services';
import { requireFreePort } from './ports';
import { provision, REDIS_SERVER } from './programs';
import { projectRoot } from './project-root';
import { step } from './steps';
import { runSupervised, type Supervisor } from './supervisor';

await runSupervised(async (supervisor) => {
  const options = readArguments();
  const settings = readSettings(projectRoot);
  await requireFreePort(settings.port, 'PORT');
  await requireFreePort(settings.localAwsPort, 'LOCAL_AWS_PORT');
  const artefact = await build(settings);
  const redisUrl = await startStore(settings, supervisor);
  await startLocalAws(settings, [settings.port], supervisor);
  const { port, localAwsPort } = settings;
  const onLine = (line: string) => console.log(`  ${line}`);
  supervisor.keep(
    await startProduct({
      artefact,
      port,
      localAwsPort,
      ...(redisUrl === null ? {} : { redisUrl }),
      onLine,
      ...options,
    }),
  );
  console.log(`ready http://localhost:${port}`);
});

async function build({ variables, port }: Settings): Promise<Artefact> {
  const onLine = (line: string) => console.log(`  │ ${line}`);
  let artefact: Artefact | undefined;
  await step('artefact', async () => {
    artefact = await ensureArtefact({ settings: variables, port, onLine });
    return `${megabytes(artefact.bytes)} MB of 220`;
  });
  if (artefact === undefined) throw new Error('There is no artefact.');
  return artefact;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

/** @returns a URL whose connections go through a relay, or null where the artefact's own settings hold */
async function startStore(
  { variables, ...settings }: Settings,
  supervisor: Supervisor,
): Promise<string | null> {
  if (namesRedis(variables)) return variables.REDIS_URL?.startsWith('redis://') ? variables.REDIS_URL : null;
  provision([REDIS_SERVER], console.log);
  const own: Variables = await startOwnRedis({ variables, ...settings }, supervisor);
  return own.REDIS_URL ?? null;
}

function readArguments(): Partial<HostOptions> {
  const { values } = parseArgs({
    options: {
      environments: { type: 'string' },
      'idle-seconds': { type: 'string' },
      'cut-seconds': { type: 'string' },
      'cut-share': { type: 'string' },
      'tokens-per-second': { type: 'string' },
      'frozen-clock': { type: 'boolean', default: false },
    },
  });
  return {
    freezeClock: values['frozen-clock'],
    ...number('maxEnvironments', 'environments', values.environments, { least: 1, most: 1000 }),
    ...number('idleEndMs', 'idle-seconds', values['idle-seconds'], { times: 1000 }),
    ...number('freezeCutMs', 'cut-seconds', values['cut-seconds'], { times: 1000 }),
    ...number('cutShare', 'cut-share', values['cut-share'], { most: 1 }),
    ...number('tokensPerSecond', 'tokens-per-second', values['tokens-per-second'], { least: 1 }),
  };
}

/** @throws Error naming the option when its value is no number that it can have */
function number(
  option: keyof HostOptions,
  flag: string,
  value: string | undefined,
  { least = 0, most = Number.MAX_SAFE_INTEGER, times = 1 }: { least?: number; most?: number; times?: number },
): Partial<HostOptions> {
  if (value === undefined) return {};
  const parsed = Number(value);
  if (value !== '' && parsed >= least && parsed <= most) return { [option]: parsed * times };
  throw new Error(
    `--${flag} is a number from ${least} to ${most}: npm run start:hosting -- --environments 8`,
  );
}
