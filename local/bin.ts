#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { readConfiguration } from './configuration/schema';
import { readParameterFile } from './parameter-store/parameters';
import { run } from './run';
import type { SeedInput } from './seed';
import type { LocalAws, LocalAwsOptions } from './server';
import { readOutputNames } from './template/names';
import { readTemplate } from './template/read';

const USAGE = `Amazon Cognito on this machine.

  latchkey-local-aws [options]

Without options there are no pools until some are made by Cognito's own API. Otherwise either:

  --config <file>        pools, clients, groups, providers and users, as JSON
  --template <file>      a CloudFormation template, as JSON or YAML
  --outputs <file>       amplify_outputs.json, whose ids the template's pool and client get

And:

  --triggers <folder>    functions that pools declare, each in <trigger>/handler.js
  --app-origin <origin>  its /api/auth/callback and / are registered for the template's clients; may be repeated
  --parameters <file>    what the Parameter Store holds, {"/name": "secret"}
  --data <folder>        where state and keys are kept (.local-aws)
  --in-memory            keeps nothing
  --port <port>          the port it answers on (9229); also LOCAL_AWS_PORT
  --help
`;

const OPTIONS = {
  config: { type: 'string' },
  template: { type: 'string' },
  outputs: { type: 'string' },
  triggers: { type: 'string' },
  'app-origin': { type: 'string', multiple: true },
  parameters: { type: 'string' },
  data: { type: 'string' },
  'in-memory': { type: 'boolean' },
  port: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

if (process.argv.includes('--help')) process.stdout.write(USAGE);
else await run(options, announce);

/** @throws Error for an option that is not one, and for files that cannot be read */
function options(): LocalAwsOptions {
  const { env } = process;
  const { values } = parseArgs({ options: OPTIONS });
  if (values.port !== undefined) env.LOCAL_AWS_PORT = values.port;
  const parameters = values.parameters ?? env.LOCAL_AWS_PARAMETERS;
  const seed = seedOf(values);
  return {
    ...(!values['in-memory'] && { dataDir: values.data ?? env.LOCAL_AWS_DATA ?? '.local-aws' }),
    ...(parameters && { parameters: readParameterFile(parameters) }),
    ...(seed && { seed }),
  };
}

function seedOf(values: Values): SeedInput | undefined {
  const { config, template, outputs, triggers, 'app-origin': appOrigins = [] } = values;
  if (config !== undefined && template !== undefined)
    throw new Error('Either --config or --template, not both.');
  if (config !== undefined)
    return { configuration: readConfiguration(config), ...(triggers && { triggers }) };
  if (template === undefined) return undefined;
  const names = outputs === undefined ? { region: 'us-east-1' } : readOutputNames([outputs]);
  return { template: readTemplate(template), names, appOrigins, ...(triggers && { triggers }) };
}

/** What an app has to be configured with. */
function announce({ services: { directory } }: LocalAws): void {
  for (const pool of directory.pools.values()) {
    const clients = directory.clients.by('pool', pool.id);
    const ids = clients.map(({ id, settings }) => `${settings.ClientName} ${id}`).join(', ');
    process.stdout.write(`pool ${pool.id} (${pool.settings.PoolName}), clients: ${ids || 'none'}\n`);
  }
}
