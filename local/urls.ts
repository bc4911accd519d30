/** The names under which the local AWS is known: AWS's own, as in every token, and its real address. */
export interface Urls {
  /** `http://localhost:<port>`: what a browser visits. */
  readonly local: string;
  /** The `iss` of this pool's tokens: the real service's, since verifiers derive it from the pool id. */
  issuer(poolId: string): string;
  /** Host of a managed-login domain, as `oauth.domain` of amplify_outputs.json gives it. */
  domainHost(prefix: string, poolId: string): string;
}

export const regionOf = (poolId: string) => poolId.split('_')[0] ?? '';

export function createUrls(port: number): Urls {
  return {
    local: `http://localhost:${port}`,
    issuer: (poolId) => `https://cognito-idp.${regionOf(poolId)}.amazonaws.com/${poolId}`,
    domainHost: (prefix, poolId) => `${prefix}.auth.${regionOf(poolId)}.amazoncognito.com`,
  };
}

/** The account in every ARN. */
export const NOBODYS_ACCOUNT = '000000000000';

export const poolArn = (poolId: string) =>
  `arn:aws:cognito-idp:${regionOf(poolId)}:${NOBODYS_ACCOUNT}:userpool/${poolId}`;
