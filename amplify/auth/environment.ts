/** The social providers that `SOCIAL_PROVIDERS` can name. */
export const SOCIAL_PROVIDERS = ['google', 'facebook', 'amazon', 'apple'] as const;
export type SocialProvider = (typeof SOCIAL_PROVIDERS)[number];

/** What differs from one deployment to the next. */
export type AuthEnvironment = {
  /** Where the app is reached, first the one that people use most. Never empty. */
  readonly appOrigins: readonly [string, ...string[]];
  readonly socialProviders: readonly SocialProvider[];
  /** Branches whose users outlive the stack. */
  readonly productionBranches: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `APP_ORIGINS`, `SOCIAL_PROVIDERS` and `PRODUCTION_BRANCHES`, each a comma-separated list.
 * @param env the environment; variables that are missing or blank take their default
 * @throws Error with one line that names the variable, the wrong value and a right one
 */
export function readEnvironment(env: Environment): AuthEnvironment {
  const [first, ...others] = list(env.APP_ORIGINS).map(appOrigin);
  return {
    appOrigins: [first ?? hostingOrigin(env) ?? 'http://localhost:3000', ...others],
    socialProviders: socialProviders(list(env.SOCIAL_PROVIDERS)),
    productionBranches: list(env.PRODUCTION_BRANCHES ?? 'main'),
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

/**
 * The address that Amplify Hosting gives a branch, so that the first push works without `APP_ORIGINS`.
 * Amplify sets both variables in every build, and writes `feature/x` as `feature-x`.
 */
function hostingOrigin({ AWS_APP_ID: app, AWS_BRANCH: branch }: Environment): string | undefined {
  if (!app || !branch) return undefined;
  return `https://${branch.replaceAll('/', '-').toLowerCase()}.${app}.amplifyapp.com`;
}

/** `none` switches all of them off. */
function socialProviders(names: string[]): SocialProvider[] {
  if (names.length === 0) return ['google'];
  if (names.join() === 'none') return [];
  return names.map((name) => {
    const known = SOCIAL_PROVIDERS.find((provider) => provider === name);
    if (known) return known;
    throw new Error(
      `SOCIAL_PROVIDERS: "${name}" is not known. Give a comma-separated list of ${SOCIAL_PROVIDERS.join(', ')}, or none.`,
    );
  });
}
