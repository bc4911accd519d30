import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { poolId } from '../input';
import { clientSettings } from '../settings/client';
import { createPoolMembers, mfaSettings } from '../settings/pool';
import { nameFitsType, providerName, providerType } from '../settings/provider';

/** An app client. `settings` are the members of CreateUserPoolClient, with its defaults. */
const client = z.strictObject({
  /** What the app is configured with; made from the names when left out. */
  id: z
    .string()
    .regex(/^[\w+]{1,128}$/)
    .optional(),
  name: z.string().min(1).max(128),
  /** Makes it a confidential client. */
  secret: z.string().min(24).max(64).optional(),
  settings: clientSettings.omit({ ClientName: true }).prefault({}),
});

const group = z.strictObject({
  name: z.string().min(1).max(128),
  description: z.string().optional(),
  precedence: z.int().min(0).optional(),
});

/** An identity provider. Google, Facebook, Amazon and Apple are played by the local AWS itself. */
const provider = z
  .strictObject({
    name: providerName,
    type: providerType,
    details: z.record(z.string(), z.string()).default({}),
    /** Pool attribute → claim of the provider. */
    attributeMapping: z.record(z.string(), z.string()).default({ username: 'sub', email: 'email' }),
  })
  .refine(({ name, type }) => nameFitsType(name, type), {
    path: ['name'],
    error: 'must be the type itself for a social provider, and anything else for OIDC',
  });

const user = z.strictObject({
  /** Left out where the pool signs in by e-mail address or phone number. */
  username: z.string().min(1).max(128).optional(),
  password: z.string(),
  /** An `email` or `phone_number` counts as verified unless `…_verified` says `"false"`. */
  attributes: z.record(z.string(), z.string()).default({}),
  groups: z.array(z.string()).default([]),
});

const pool = z
  .strictObject({
    /** Such as `us-east-1_Example01`; made from the name when left out. */
    id: poolId.optional(),
    name: z.string().min(1).max(128),
    /** First label of the managed-login host. */
    domain: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
      .optional(),
    /** The members of CreateUserPool, with its defaults. */
    settings: createPoolMembers.omit({ PoolName: true }).prefault({}),
    /** The members of SetUserPoolMfaConfig, but `MfaConfiguration`, which is in `settings`. */
    mfa: mfaSettings.prefault({}),
    clients: z.array(client).default([]),
    groups: z.array(group).default([]),
    providers: z.array(provider).default([]),
    users: z.array(user).default([]),
  })
  .check(({ value, issues }) => {
    const contacts = value.settings.UsernameAttributes ?? [];
    const groups = value.groups.map(({ name }) => name);
    const refuse = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', input: value, path: ['users', ...path], message });
    value.users.forEach(({ username, attributes, groups: memberOf }, index) => {
      if (contacts.length === 0 && username === undefined) refuse([index, 'username'], 'is missing');
      if (contacts.length > 0 && username !== undefined)
        refuse([index, 'username'], `is chosen by Cognito where people sign in by ${contacts.join(' or ')}`);
      if (contacts.length > 0 && !contacts.some((name) => attributes[name] !== undefined))
        refuse([index, 'attributes'], `must have ${contacts.join(' or ')}, by which the pool signs in`);
      memberOf.forEach((name, at) => {
        if (!groups.includes(name)) refuse([index, 'groups', at], `${name} is not among the pool's groups`);
      });
    });
  });

/** What a configuration file holds. */
export const configuration = z.strictObject({
  /** For editors; not looked at. */
  $schema: z.string().optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .default('us-east-1'),
  pools: z.array(pool).min(1),
});

/** Pools with their clients, groups, providers and users, checked. */
export type Configuration = z.output<typeof configuration>;
/** The same as a file or a test may give it: whatever has a default may be left out. */
export type ConfigurationInput = z.input<typeof configuration>;
export type PoolConfiguration = Configuration['pools'][number];

/**
 * Reads a configuration file.
 *
 * @throws Error naming the file and each wrong field by its path, such as `pools[0].clients[1].name`
 */
export function readConfiguration(path: string): Configuration {
  try {
    return configuration.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? `\n${describe(cause)}` : ` ${(cause as Error).message}`;
    throw new Error(`The configuration cannot be read from ${path}:${reason}`, { cause });
  }
}

/** One line per wrong field: `  pools[0].users[0].groups[0]: …`. */
function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `  ${z.core.toDotPath(path)}: ${message}`).join('\n');
}
