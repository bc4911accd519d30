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

/**
 * Reads `APP_ORIGINS`, `SOCIAL_PROVIDERS` and `PRODUCTION_BRANCHES`, each a comma-separated list.
 * @param env the environment; variables that are missing or blank take their default
 * @throws Error with one line that names the variable, the wrong value and a right one
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): AuthEnvironment {
  const [first, ...others] = list(env.APP_ORIGINS).map(appOrigin);
  return {
    appOrigins: [first ?? 'http://localhost:3000', ...others],
    socialProviders: socialProviders(list(env.SOCIAL_PROVIDERS)),
    productionBranches: list(env.PRODUCTION_BRANCHES ?? 'main'),
  };
}

function list(value = ''): string[] {
  const items = value.split(',').map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

/** Cognito accepts plain http for localhost only, and compares URLs letter by letter. */
function appOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  if (url && allowed && url.origin === value) return value;
  throw new Error(
    `APP_ORIGINS: "${value}" is not an origin. Give a comma-separated list such as https://app.example.com (no path, no final slash) or http://localhost:3000.`,
  );
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
