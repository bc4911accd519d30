import type { Clock } from './clock';
import { type Codes, createCodes } from './codes';
import { createDirectory, type Directory } from './directory';
import { createLimits, type Limits } from './limits';
import { createLockout, type Lockout } from './lockout';
import { createMailbox, type Mailbox } from './mailbox';
import type { AuthorizationCode, LoginSession } from './model';
import { createParameters, type ParameterSet, type Parameters } from './parameter-store/parameters';
import { createSocial, type Social } from './providers/social';
import { type Challenges, createChallenges } from './sign-in/challenges';
import { Store } from './state/store';
import type { Table } from './state/table';
import { type Controls, createControls } from './test-controls/controls';
import { createFamilies, type Families } from './tokens/families';
import { type Keys, loadKeys } from './tokens/signing-keys';
import { createTokens, type Tokens } from './tokens/tokens';
import { createTriggers, type Triggers } from './triggers/triggers';
import { createUrls, type Urls } from './urls';
import { createUsers, type Users } from './users';

/** Everything an operation or an endpoint may need. Each says which parts, by {@link Needs}. */
export interface Services {
  readonly clock: Clock;
  readonly urls: Urls;
  readonly store: Store;
  readonly keys: Keys;
  readonly directory: Directory;
  readonly users: Users;
  readonly mailbox: Mailbox;
  readonly codes: Codes;
  readonly families: Families;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly lockout: Lockout;
  readonly challenges: Challenges;
  readonly controls: Controls;
  readonly triggers: Triggers;
  /** The social providers, and the sign-ins on their way through one. */
  readonly social: Social;
  readonly parameters: Parameters;
  readonly loginSessions: Table<LoginSession, 'user'>;
  readonly authorizationCodes: Table<AuthorizationCode>;
  /** Back to the users and pools of the start: what `/__test/reset` does. */
  readonly reset: () => Promise<void>;
}

/** The services that a function uses, as the type of its parameter. */
export type Needs<Name extends keyof Services> = Pick<Services, Name>;

export interface ServicesOptions {
  readonly clock: Clock;
  /** Where the state is kept; nowhere when left out. */
  readonly dataDir?: string;
  readonly port: number;
  /** What the Parameter Store holds from the start. */
  readonly parameters?: ParameterSet;
  /** Makes pools, clients and users that must be there, unless they are. */
  readonly seed: (services: Services) => Promise<unknown>;
}

export async function createServices(options: ServicesOptions): Promise<Services> {
  const { clock, dataDir, seed } = options;
  const store = new Store(dataDir);
  const urls = createUrls(options.port);
  const keys = loadKeys(dataDir);
  const controls = createControls();
  const triggers = createTriggers();
  const directory = createDirectory(store);
  const users = createUsers(store, clock);
  const mailbox = createMailbox(store, clock);
  const codes = createCodes(store, mailbox, clock);
  const families = createFamilies(store, clock);
  const tokens = createTokens({ keys, families, directory, users, urls, controls, triggers, clock });
  const limits = createLimits(clock);
  const lockout = createLockout(clock);
  const challenges = createChallenges(clock);
  const social = createSocial(store, clock);
  const { loginSessions, authorizationCodes } = loginTables(store);
  const parameters = createParameters(store, clock, options.parameters);
  store.ready();

  const reset = async () => {
    clear(services);
    await seed(services);
  };
  const services: Services = {
    clock,
    urls,
    store,
    keys,
    directory,
    users,
    mailbox,
    codes,
    families,
    tokens,
    limits,
    lockout,
    challenges,
    controls,
    triggers,
    social,
    parameters,
    loginSessions,
    authorizationCodes,
    reset,
  };
  await seed(services);
  return services;
}

/** Forgets everything but the configuration and the keys. */
function clear(services: Services): void {
  const { directory, users, mailbox, codes, families, loginSessions, authorizationCodes } = services;
  const { pools, clients, providers, groups, identityPools } = directory;
  for (const part of [pools, clients, providers, groups, identityPools, users.table, mailbox, codes])
    part.clear();
  for (const part of [families.table, loginSessions, authorizationCodes]) part.clear();
  const { limits, lockout, challenges, social, parameters, controls, clock } = services;
  for (const part of [limits, lockout, challenges, social, parameters]) part.clear();
  controls.reset();
  clock.reset();
}

/** What managed login remembers of browsers, and what it has handed to apps. */
function loginTables(store: Store) {
  return {
    loginSessions: store.table<LoginSession, 'user'>('loginSessions', {
      key: (session) => session.id,
      indexes: { user: (session) => [`${session.poolId}/${session.sub}`] },
    }),
    authorizationCodes: store.table<AuthorizationCode>('authorizationCodes', { key: (one) => one.code }),
  };
}
