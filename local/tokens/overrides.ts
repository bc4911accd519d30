import { CognitoError } from '../errors';
import type { SignInWay } from '../model';
import { isRecord, type Triggers } from '../triggers/triggers';
import type { Claims, ClaimsInput } from './claims';

/** What a pre token generation function changes. */
export interface TokenOverrides {
  readonly access: ClaimOverrides;
  readonly id: ClaimOverrides;
  /** In place of the user's own. */
  readonly groups?: readonly string[];
}

export interface ClaimOverrides {
  readonly add: Record<string, unknown>;
  readonly suppress: readonly string[];
  readonly addScopes: readonly string[];
  readonly suppressScopes: readonly string[];
}

/** Claims that no function can change (developer guide, "Pre token generation"). */
const FIXED = new Set([
  ...[
    'acr',
    'amr',
    'at_hash',
    'auth_time',
    'azp',
    'exp',
    'iat',
    'iss',
    'jti',
    'nbf',
    'nonce',
    'origin_jti',
    'sub',
  ],
  ...[
    'token_use',
    'client_id',
    'username',
    'cognito:username',
    'identities',
    'event_id',
    'version',
    'scope',
    'aud',
  ],
]);

const SOURCE: Record<SignInWay | 'refresh', string> = {
  api: 'TokenGeneration_Authentication',
  oauth: 'TokenGeneration_HostedAuth',
  refresh: 'TokenGeneration_RefreshTokens',
};

/** Asks the pool's function, if it has one. @throws UserLambdaValidationException */
export async function askForOverrides(
  triggers: Triggers,
  input: ClaimsInput,
  occasion: SignInWay | 'refresh',
): Promise<TokenOverrides> {
  const { pool, client, user, groups, family } = input;
  if (!triggers.has(pool, 'PreTokenGeneration')) return { access: NONE, id: NONE };
  const version = eventVersion(pool.settings.LambdaConfig);
  const roles = groups.flatMap((group) => group.roleArn ?? []);
  const response = await triggers.run({
    name: 'PreTokenGeneration',
    source: SOURCE[occasion],
    pool,
    client,
    user,
    version,
    request: {
      groupConfiguration: {
        groupsToOverride: groups.map((group) => group.name),
        iamRolesToOverride: roles,
        preferredRole: roles[0] ?? null,
      },
      ...(version !== '1' && { scopes: family.scopes }),
    },
    response: version === '1' ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  });
  return parse(response, version);
}

const NONE: ClaimOverrides = { add: {}, suppress: [], addScopes: [], suppressScopes: [] };

function eventVersion(lambdaConfig: Record<string, unknown>): string {
  const { PreTokenGenerationConfig: config } = lambdaConfig;
  const named = isRecord(config) ? String(config.LambdaVersion ?? 'V1_0') : 'V1_0';
  return named.slice(1, 2);
}

/** Version 1 can change the ID token alone, later ones both. */
function parse(response: Record<string, unknown>, version: string): TokenOverrides {
  const details = version === '1' ? response.claimsOverrideDetails : response.claimsAndScopeOverrideDetails;
  if (details === null || details === undefined) return { access: NONE, id: NONE };
  if (!isRecord(details)) throw unrecognisable();
  const { groupOverrideDetails } = details;
  const groups = isRecord(groupOverrideDetails) ? texts(groupOverrideDetails.groupsToOverride) : undefined;
  if (version === '1') return { access: NONE, id: claimOverrides(details), groups };
  return {
    access: claimOverrides(details.accessTokenGeneration),
    id: claimOverrides(details.idTokenGeneration),
    groups,
  };
}

function claimOverrides(value: unknown): ClaimOverrides {
  if (!isRecord(value)) return NONE;
  const { claimsToAddOrOverride: add } = value;
  return {
    add: isRecord(add) ? add : {},
    suppress: texts(value.claimsToSuppress) ?? [],
    addScopes: texts(value.scopesToAdd) ?? [],
    suppressScopes: texts(value.scopesToSuppress) ?? [],
  };
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

const unrecognisable = () =>
  new CognitoError('InvalidLambdaResponseException', 'Unrecognizable lambda output from PreTokenGeneration.');

/** The claims after the function's changes. */
export function overridden(claims: Claims, change: ClaimOverrides): Claims {
  const free = ([name]: [string, unknown]) => !FIXED.has(name);
  const kept = Object.entries(claims).filter(([name]) => FIXED.has(name) || !change.suppress.includes(name));
  const next: Claims = {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(Object.entries(change.add).filter(free)),
  };
  if (typeof next.scope !== 'string') return next;
  const scopes = next.scope.split(' ').filter((scope) => !change.suppressScopes.includes(scope));
  return { ...next, scope: [...new Set([...scopes, ...change.addScopes])].join(' ') };
}
