/** Writes `.env.production` for the server that Amplify Hosting is about to build; see amplify.yml. */
import { writeFile } from 'node:fs/promises';
import { parseConfig } from '../lib/config/load';
import { envLine, serverEnvironment, withStandIns } from './production-env';

async function main(): Promise<void> {
  const server = serverEnvironment(process.env);
  const lines = Object.entries(server).map(([name, value]) => envLine(name, value));
  // What would stop the server stops the build instead, with the same line, before anything is replaced.
  parseConfig({ ...withStandIns(server), NODE_ENV: 'production' }, process.cwd());
  await writeFile('.env.production', lines.join(''));
  console.log(`.env.production: ${Object.keys(server).join(', ')}`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
