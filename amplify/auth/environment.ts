import type { Provider } from './provider';
import { PROVIDERS } from './providers';

/** What differs from one deployment to the next. */
export type AuthEnvironment = {
  /** Where the app is reached, first the one that people use most. Never empty. */
  readonly appOrigins: readonly [string, ...string[]];
  /** The entries of providers.ts that are switched on. */
  readonly providers: readonly Provider[];
  /** Branches whose users outlive the stack. */
  readonly productionBranches: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `APP_ORIGINS`, `SOCIAL_PROVIDERS` and `PRODUCTION_BRANCHES`, each a comma-separated list. Amplify Hosting gives a
 * variable to every branch unless told otherwise, so an origin says whose it is: `main=https://app.example.com`. Without a
 * name it is the one production branch's; on any other it stops the build, since its people would land in production.
 * @param env the environment; variables that are missing or blank take their default
 * @param entries what providers.ts holds
 * @throws Error with one line that names the variable, the wrong value and a right one, or a wrong entry
 */
export function readEnvironment(env: Environment, entries = PROVIDERS): AuthEnvironment {
  const productionBranches = list(env.PRODUCTION_BRANCHES ?? 'main');
  const [first, ...others] = originsOf(env.AWS_BRANCH, list(env.APP_ORIGINS), productionBranches);
  return {
    appOrigins: [first ?? hostingOrigin(env) ?? 'http://localhost:3000', ...others],
    providers: enabled(list(env.SOCIAL_PROVIDERS), entries),
    productionBranches,
  };
}

function list(value = ''): string[] {
  const items = value.split(',').map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

/** A name whose last label starts with a letter: no address, which no passkey could belong to, and no wildcard. */
const DOMAIN_NAME = /^([a-z0-9-]+\.)*[a-z][a-z0-9-]*$/;

/** Cognito accepts plain http for localhost only, and compares URLs letter by letter. */
function appOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  if (url && secure && url.origin === value && DOMAIN_NAME.test(url.hostname)) return value;
  throw new Error(
    `APP_ORIGINS: "${value}" is not an origin. Give a comma-separated list such as https://app.example.com (no path, no final slash) or http://localhost:3000.`,
  );
}

/** The origins for `branch`: those with its name, and those without a name if it is the only one they can mean. */
function originsOf(branch: string | undefined, entries: string[], productionBranches: string[]): string[] {
  return entries.flatMap((entry) => {
    // A branch name holds no colon (git-check-ref-format), so what stands before "=" and holds none is one.
    const [, name, origin = ''] = /^([^:=]+)=(.*)$/.exec(entry) ?? [undefined, undefined, entry];
    const value = appOrigin(origin);
    if (name !== undefined) return !branch || name === branch ? [value] : [];
    if (!branch || productionBranches.join() === branch) return [value];
    throw new Error(
      `APP_ORIGINS: "${value}" does not say which branch it is for, and this is "${branch}". In the Amplify console, Hosting, Environment variables, write ${productionBranches[0] ?? 'main'}=${value}, or ${branch}=${value} if it is for this one.`,
    );
  });
}

/** What is known to become a label of a domain name by lower case and "-" for "/" (RFC 1035 §2.3.1: at most 63 octets). */
const PLAIN_BRANCH = /^[a-z0-9]([a-z0-9/-]{0,61}[a-z0-9])?$/i;

/**
 * The address that Amplify Hosting gives a branch, so that the first push works without `APP_ORIGINS`.
 * Amplify sets both variables in every build, and writes `feature/x` as `feature-x`.
 *
 * @throws Error for a name that Amplify rewrites in a way that AWS does not document
 */
function hostingOrigin({ AWS_APP_ID: app, AWS_BRANCH: branch }: Environment): string | undefined {
  if (!app || !branch) return undefined;
  if (PLAIN_BRANCH.test(branch)) {
    return `https://${branch.replaceAll('/', '-').toLowerCase()}.${app}.amplifyapp.com`;
  }
  throw new Error(
    `AWS_BRANCH: the address of "${branch}" cannot be told from its name. Look it up (aws amplify get-branch --app-id ${app} --branch-name '${branch}' --query branch.displayName) and set APP_ORIGINS=${branch}=https://<display name>.${app}.amplifyapp.com in the Amplify console, Hosting, Environment variables.`,
  );
}

/** Of Cognito's names (3 to 32 characters), those that can begin a secret's name and stand in an address. */
const ENTRY_NAME = /^[a-z][a-z0-9-]{2,31}$/;

/** What a session's `method` says of accounts that are the pool's own, or of a provider that is not known. */
const RESERVED = ['hosted', 'password', 'passkey', 'provider', 'none', 'cognito'];

/** Those that are named; all that need not be, unless some are; `none` switches all of them off. */
function enabled(names: string[], entries: readonly Provider[]): Provider[] {
  checkNames(entries);
  if (names.length === 0) return entries.filter(({ onlyWhenNamed }) => !onlyWhenNamed);
  if (names.join() === 'none') return [];
  return names.map((name) => {
    const known = entries.find((entry) => entry.name === name);
    if (known) return known;
    const all = entries.map((entry) => entry.name).join(', ');
    throw new Error(
      `SOCIAL_PROVIDERS: "${name}" is not known. Give a comma-separated list of ${all}, or none.`,
    );
  });
}

function checkNames(entries: readonly Provider[]): void {
  entries.forEach(({ name }, index) => {
    const taken = RESERVED.includes(name) || entries.findIndex((one) => one.name === name) < index;
    if (ENTRY_NAME.test(name) && !taken) return;
    throw new Error(
      `amplify/auth/providers.ts: "${name}" cannot be a name${taken ? ', because it is taken' : ''}. Give 3 to 32 of a-z, 0-9 and -, such as acme.`,
    );
  });
}
