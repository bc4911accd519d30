import type { Pool } from './model';
import { derive } from './password-verifier';
import type { Services } from './services';
import { applyTemplate } from './template/apply';
import type { OutputNames } from './template/names';
import type { Template } from './template/template';
import { unmodelledFeatures, warnUnmodelled } from './template/unmodelled';
import { loadTriggers } from './triggers/load';

/** People who can sign in from the start. */
const PEOPLE = [
  { email: 'demo@example.com', name: 'Demo Person', password: 'Demo-Passw0rd!', groups: [] },
  { email: 'admin@example.com', name: 'Admin Person', password: 'Admin-Passw0rd!', groups: ['admins'] },
];

export interface SeedInput {
  readonly template: Template;
  readonly names: OutputNames;
  readonly appOrigins: readonly string[];
  /** Where the functions are that the template declares as triggers, each in `<trigger>/handler.ts`. */
  readonly triggers?: string;
}

/** Brings pools up to date with the template, and adds the first people to a pool that nobody is in. */
export async function seed(services: Services, input: SeedInput | undefined): Promise<void> {
  if (!input) return;
  const missing = unmodelledFeatures(input.template);
  for (const pool of applyTemplate(services, input)) {
    if (services.users.inPool(pool.id).length === 0) addPeople(services, pool);
    const unknown = await loadTriggers(services.triggers, pool, input.triggers ?? '');
    missing.push(...unknown.map((name) => `trigger ${name}`));
  }
  warnUnmodelled(missing);
}

function addPeople({ users, directory }: Services, pool: Pool): void {
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
