import { applyConfiguration } from './configuration/apply';
import type { Configuration } from './configuration/schema';
import type { Pool } from './model';
import { derive } from './password-verifier';
import type { Services } from './services';
import { applyTemplate } from './template/apply';
import type { OutputNames } from './template/names';
import type { Template } from './template/template';
import { unmodelledFeatures, warnUnmodelled } from './template/unmodelled';
import { loadTriggers } from './triggers/load';

/** Users who can sign in from the start. */
const PEOPLE = [
  { email: 'demo@example.com', name: 'Demo Person', password: 'Demo-Passw0rd!', groups: [] },
  { email: 'admin@example.com', name: 'Admin Person', password: 'Admin-Passw0rd!', groups: ['admins'] },
];

/** What is there from the start: as a template says, or as a configuration does. */
export type SeedInput = TemplateSeed | ConfigurationSeed;

export interface ConfigurationSeed {
  readonly configuration: Configuration;
  /** As in {@link TemplateSeed}. */
  readonly triggers?: string;
}

export interface TemplateSeed {
  readonly template: Template;
  readonly names: OutputNames;
  readonly appOrigins: readonly string[];
  /** Where the functions are that pools declare as triggers, each in `<trigger>/handler.ts`, `.mjs` or `.js`. */
  readonly triggers?: string;
}

/**
 * Brings pools up to date, and adds the first users to a pool that nobody is in.
 *
 * @returns the pools
 * @throws ZodError or Error when Cognito would refuse what is asked for
 */
export async function seed(services: Services, input: SeedInput | undefined): Promise<readonly Pool[]> {
  if (!input) return [];
  const { pools, unmodelled } =
    'configuration' in input
      ? applyConfiguration(services, input.configuration)
      : fromTemplate(services, input);
  const missing = [...unmodelled];
  for (const pool of pools) {
    const unknown = await loadTriggers(services.triggers, pool, input.triggers ?? '');
    missing.push(...unknown.map((name) => `trigger ${name}`));
  }
  warnUnmodelled(missing);
  return pools;
}

function fromTemplate(services: Services, input: TemplateSeed) {
  const pools = applyTemplate(services, input);
  for (const pool of pools) {
    if (services.users.inPool(pool.id).length === 0) addFirstUsers(services, pool);
  }
  return { pools, unmodelled: unmodelledFeatures(input.template) };
}

function addFirstUsers({ users, directory }: Services, pool: Pool): void {
  const signInByEmail = pool.settings.UsernameAttributes?.includes('email');
  for (const { email, name, password, groups } of PEOPLE) {
    const user = users.create({
      pool,
      username: signInByEmail ? undefined : email.split('@')[0],
      status: 'CONFIRMED',
      attributes: { email, email_verified: 'true', name },
    });
    users.update(user, {
      password: derive(user, password),
      groups: groups.filter((group) => directory.groups.get(`${pool.id}/${group}`)),
    });
  }
}
