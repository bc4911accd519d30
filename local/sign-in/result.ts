import type { Needs } from '../services';
import type { RefreshedTokens } from '../tokens/tokens';
import type { Step } from './challenges';

/** The answer of InitiateAuth and its relatives: a challenge, or the tokens of a completed sign-in. */
export async function authenticationResult({ tokens }: Needs<'tokens'>, step: Step): Promise<object> {
  if (step.kind === 'challenge') {
    return {
      ChallengeName: step.name,
      ChallengeParameters: step.parameters,
      ...(step.session && { Session: step.session }),
      ...(step.available && { AvailableChallenges: step.available }),
    };
  }
  const { pool, client, user } = step;
  const set = await tokens.issue({ pool, client, user, way: 'api', scopes: [] });
  return { ...tokenResult(set), ChallengeParameters: {} };
}

/** The tokens as the wire names them. */
export const tokenResult = (set: RefreshedTokens) => ({
  AuthenticationResult: {
    AccessToken: set.accessToken,
    ExpiresIn: set.expiresIn,
    IdToken: set.idToken,
    ...(set.refreshToken && { RefreshToken: set.refreshToken }),
    TokenType: 'Bearer',
  },
});
