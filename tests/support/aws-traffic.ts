import type { Exchange } from './recording-proxy';

/** The refresh tokens that Cognito has given the app, oldest first. */
export function refreshTokensIn(traffic: readonly Exchange[]): string[] {
  return tokensIn(traffic, /"(?:refresh_token|RefreshToken)"\s*:\s*"([^"]+)"/g);
}

/** The access tokens that Cognito has given the app, oldest first. */
export function accessTokensIn(traffic: readonly Exchange[]): string[] {
  return tokensIn(traffic, /"(?:access_token|AccessToken)"\s*:\s*"([^"]+)"/g);
}

/** Every token that Cognito has given the app. */
export function allTokensIn(traffic: readonly Exchange[]): string[] {
  return tokensIn(
    traffic,
    /"(?:refresh_token|RefreshToken|access_token|AccessToken|id_token|IdToken)"\s*:\s*"([^"]+)"/g,
  );
}

function tokensIn(traffic: readonly Exchange[], pattern: RegExp): string[] {
  return traffic.flatMap(({ responseBody }) =>
    [...responseBody.matchAll(pattern)].map(([, token = '']) => token),
  );
}
