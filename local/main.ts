import { fileURLToPath } from 'node:url';
import { synthesise } from '../scripts/synth';
import { readParameterFile } from './parameter-store/parameters';
import { createLocalAws } from './server';
import { readOutputNames } from './template/names';

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { env } = process;

/** Anyone can sign in here as anyone; nothing that is called production may run it by mistake. */
if (env.NODE_ENV === 'production' && !env.LOCAL_AWS_ALLOW_PRODUCTION) {
  console.error('The local AWS does not start with NODE_ENV=production. Unset NODE_ENV for this process.');
  process.exit(1);
}

try {
  const local = await createLocalAws({
    port: Number(env.LOCAL_AWS_PORT || 9229),
    dataDir: env.LOCAL_AWS_DATA || fromRoot('.latchkey/aws'),
    parameters: env.LOCAL_AWS_PARAMETERS ? readParameterFile(env.LOCAL_AWS_PARAMETERS) : undefined,
    seed: {
      template: await synthesise(),
      names: readOutputNames([fromRoot('amplify_outputs.json'), fromRoot('amplify_outputs.json.example')]),
      triggers: fromRoot('amplify/auth'),
      appOrigins: (env.LOCAL_APP_ORIGINS ?? '').split(',').filter(Boolean),
    },
  });
  console.log(`ready ${local.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void local.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
