import { provideAmplifyOutputs } from './amplify-outputs';
import { appProcess, untilLive } from './app-process';
import { namesRedis, readSettings, type Settings, type Variables } from './environment';
import { START_TIMEOUT_MS, startLocalAws, startOwnRedis } from './local-services';
import { annotated } from './next-output';
import { announcePeople } from './people';
import { requireFreePort } from './ports';
import { findProgram, REDIS_SERVER } from './programs';
import { projectRoot } from './project-root';
import { step } from './steps';
import { runSupervised, type Supervisor } from './supervisor';

await runSupervised(async (supervisor) => {
  const settings = readSettings(projectRoot);
  await requireFreePort(settings.port, 'PORT');
  await requireFreePort(settings.localAwsPort, 'LOCAL_AWS_PORT');
  console.log('Latchkey, all of it on this machine\n');
  await step('settings', () => settings.source);
  await step('outputs', () => provideAmplifyOutputs(projectRoot, settings.variables));
  const variables = { ...settings.variables, ...(await startStore(settings, supervisor)) };
  // Side by side: the app needs nothing of the backend until someone signs in.
  await Promise.all([
    startLocalAws(settings, [settings.port], supervisor),
    startApp({ ...settings, variables }, supervisor),
  ]);
  announcePeople(`http://localhost:${settings.port}`, settings.localAwsPort);
});

/** The variables that point the app at its Redis: none when the settings name one, or when there is none. */
async function startStore(settings: Settings, supervisor: Supervisor): Promise<Variables> {
  const { variables } = settings;
  if (!namesRedis(variables) && findProgram(REDIS_SERVER) !== null)
    return startOwnRedis(settings, supervisor);
  await step('redis', () =>
    namesRedis(variables)
      ? 'the one that the settings name'
      : 'no redis-server on PATH: sessions end when the app stops',
  );
  return {};
}

async function startApp(settings: Settings, supervisor: Supervisor): Promise<void> {
  const { port, localAwsPort, variables } = settings;
  await step('app', async () => {
    const onLine = (line: string) => {
      for (const each of annotated(line)) console.log(`  │ ${each}`);
    };
    const app = supervisor.start(
      appProcess({ root: projectRoot, mode: 'dev', port, localAwsPort, variables, onLine }),
    );
    await untilLive(port, app.ended, START_TIMEOUT_MS);
    return `http://localhost:${port}`;
  });
}
