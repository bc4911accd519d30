import { join } from 'node:path';
import { readParameterFile } from '../local/parameter-store/parameters';
import { run } from '../local/run';
import { readOutputNames } from '../local/template/names';
import { projectRoot } from './project-root';
import { synthesise } from './synth';

/** The local AWS with the pool of `amplify/`, under the ids that the app has for it. */
await run(async () => {
  const { LOCAL_AWS_DATA, LOCAL_AWS_PARAMETERS, LOCAL_APP_ORIGINS = '' } = process.env;
  return {
    dataDir: LOCAL_AWS_DATA || join(projectRoot, '.latchkey/aws'),
    ...(LOCAL_AWS_PARAMETERS && { parameters: readParameterFile(LOCAL_AWS_PARAMETERS) }),
    seed: {
      template: await synthesise(),
      names: readOutputNames(
        ['amplify_outputs.json', 'amplify_outputs.json.example'].map((name) => join(projectRoot, name)),
      ),
      triggers: join(projectRoot, 'amplify/auth'),
      appOrigins: LOCAL_APP_ORIGINS.split(',').filter(Boolean),
    },
  };
});
