import { parseArgs } from 'node:util';
import { provideAmplifyOutputs } from './amplify-outputs';
import { appProcess, untilLive } from './app-process';
import { namesRedis, readSettings, type Settings, type Variables } from './environment';
import { START_TIMEOUT_MS, startLocalAws, startOwnRedis } from './local-services';
import { requireFreePort } from './ports';
import { ensureBuild } from './production-build';
import { provision, REDIS_SERVER } from './programs';
import { projectRoot } from './project-root';
import { step } from './steps';
import { runSupervised, type Supervisor } from './supervisor';

const MAX_INSTANCES = 32;

await runSupervised(async (supervisor) => {
  const { instances, build } = readArguments();
  const settings = readSettings(projectRoot);
  const ports = Array.from({ length: instances }, (_, offset) => settings.port + offset);
  for (const port of ports) await requireFreePort(port, 'PORT');
  await requireFreePort(settings.localAwsPort, 'LOCAL_AWS_PORT');
  await step('outputs', () => provideAmplifyOutputs(projectRoot, settings.variables));
  if (build) await step('build', () => ensureBuild(projectRoot));
  const variables = { ...settings.variables, ...(await startStore(settings, supervisor)) };
  await startLocalAws(settings, ports, supervisor);
  await Promise.all(ports.map((port) => startInstance(port, { ...settings, variables }, supervisor)));
});

async function startStore(settings: Settings, supervisor: Supervisor): Promise<Variables> {
  if (namesRedis(settings.variables)) return {};
  provision([REDIS_SERVER], console.log);
  return startOwnRedis(settings, supervisor);
}

async function startInstance(port: number, settings: Settings, supervisor: Supervisor): Promise<void> {
  const { localAwsPort, variables } = settings;
  const onLine = (line: string) => console.log(`  ${port} │ ${line}`);
  const app = supervisor.start(
    appProcess({ root: projectRoot, mode: 'start', port, localAwsPort, variables, onLine }),
  );
  await untilLive(port, app.ended, START_TIMEOUT_MS);
  console.log(`ready http://localhost:${port}`);
}

function readArguments(): { instances: number; build: boolean } {
  const { values } = parseArgs({
    options: {
      instances: { type: 'string', default: '1' },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const instances = Number(values.instances);
  if (!Number.isInteger(instances) || instances < 1 || instances > MAX_INSTANCES) {
    throw new Error(
      `--instances is a number from 1 to ${MAX_INSTANCES}: npm run start:local -- --instances 2`,
    );
  }
  return { instances, build: !values['no-build'] };
}
