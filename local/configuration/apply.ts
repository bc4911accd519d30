import { checkAttributes, requireAttributes } from '../accounts/attributes';
import { requireFree } from '../accounts/sign-up';
import { CognitoError } from '../errors';
import type { Pool } from '../model';
import { checkPolicy, derive } from '../password-verifier';
import type { Needs } from '../services';
import { checkClient } from '../settings/check-client';
import { checkPool } from '../settings/check-pool';
import { poolSettings } from '../settings/pool';
import { derivedId, derivedPoolId } from '../template/names';
import { unmodelledProperties } from '../template/unmodelled';
import type { Configuration, PoolConfiguration } from './schema';

type Used = Needs<'directory' | 'users' | 'clock'>;

export interface Applied {
  readonly pools: readonly Pool[];
  /** What is asked for and not done here. */
  readonly unmodelled: readonly string[];
}

/**
 * Makes the pools of a configuration, or brings them up to date. Its users are added to a pool that nobody is in.
 *
 * @throws Error with the path of what Cognito would refuse, and Cognito's own words
 */
export function applyConfiguration(services: Used, { region, pools }: Configuration): Applied {
  const unmodelled = pools.flatMap(({ settings, clients }) => {
    const asked = clients.flatMap((one) =>
      unmodelledProperties('AWS::Cognito::UserPoolClient', one.settings),
    );
    return [...unmodelledProperties('AWS::Cognito::UserPool', settings), ...asked];
  });
  const made = pools.map((pool, index) => applyPool(services, region, pool, `pools[${index}]`));
  return { pools: made, unmodelled: [...new Set(unmodelled)] };
}

function applyPool(services: Used, region: string, given: PoolConfiguration, path: string): Pool {
  const { directory, users, clock } = services;
  const { Schema, ...same } = given.settings;
  const settings = poolSettings.parse({ PoolName: given.name, SchemaAttributes: Schema, ...same });
  at(`${path}.settings`, () => checkPool(settings, given.mfa));
  const id = given.id ?? derivedPoolId(region, given.name);
  const times = { createdAt: directory.pools.get(id)?.createdAt ?? clock.now(), modifiedAt: clock.now() };
  const pool = directory.pools.put({ id, ...times, settings, mfa: given.mfa, domain: given.domain });
  for (const one of given.groups) directory.groups.put({ poolId: id, ...times, ...one });
  for (const { attributeMapping, ...one } of given.providers) {
    directory.providers.put({ poolId: id, ...times, ...one, attributeMapping, identifiers: [] });
  }
  given.clients.forEach((one, index) => {
    const settings = { ...one.settings, ClientName: one.name };
    at(`${path}.clients[${index}].settings`, () => checkClient(directory, pool, settings));
    const clientId = one.id ?? derivedId(`${id}/${one.name}`);
    directory.clients.put({ id: clientId, poolId: id, ...times, secret: one.secret, settings });
  });
  if (users.inPool(id).length === 0) addUsers(services, pool, given.users, path);
  return pool;
}

function addUsers(services: Used, pool: Pool, users: PoolConfiguration['users'], path: string): void {
  users.forEach(({ username, password, attributes: given, groups }, index) => {
    const attributes = { ...verified(given), ...given };
    at(`${path}.users[${index}].attributes`, () => {
      checkAttributes(pool, attributes);
      requireAttributes(pool, attributes);
      requireFree(services, pool, username ?? attributes.email ?? attributes.phone_number ?? '', attributes);
    });
    at(`${path}.users[${index}].password`, () => checkPolicy(pool, password));
    const user = services.users.create({ pool, username, status: 'CONFIRMED', attributes });
    services.users.update(user, { groups, password: derive(user, password) });
  });
}

/** Addresses that somebody wrote into a file are taken for right. */
function verified(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const contacts = ['email', 'phone_number'].filter((name) => attributes[name] !== undefined);
  return Object.fromEntries(contacts.map((name) => [`${name}_verified`, 'true']));
}

/** Says where in the configuration the refusal belongs. */
function at(path: string, check: () => unknown): void {
  try {
    check();
  } catch (cause) {
    if (!(cause instanceof CognitoError)) throw cause;
    throw new Error(`${path}: ${cause.message}`, { cause });
  }
}
