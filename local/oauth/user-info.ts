import type { Context, Hono } from 'hono';
import { CognitoError } from '../errors';
import type { Needs } from '../services';
import type { AccessTokenBearer } from '../tokens/access-token';
import { attributesInScope } from '../tokens/scope-attributes';

const REFUSED = {
  error: 'invalid_token',
  error_description: 'Access token is expired, disabled, or deleted, or the user has globally signed out.',
} as const;

/** `GET /oauth2/userInfo`: what the access token's scopes let the app know about its user. */
export function registerUserInfo(app: Hono, services: Needs<'tokens'>): void {
  app.get('/oauth2/userInfo', async (context) => {
    const [scheme, token] = context.req.header('authorization')?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      return context.json(
        { error: 'invalid_request', error_description: 'Bad OAuth2 request at UserInfo Endpoint' },
        400,
      );
    }
    try {
      return context.json(claims(await services.tokens.check(token, 'openid')));
    } catch (error) {
      if (error instanceof CognitoError) return refuse(context);
      throw error;
    }
  });
}

function refuse(context: Context) {
  const { error, error_description } = REFUSED;
  context.header('WWW-Authenticate', `Bearer error="${error}", error_description="${error_description}"`);
  return context.json(REFUSED, 401);
}

/** By scope, and only what the client may read. Values are strings, booleans too. */
function claims({ user, client, scopes }: AccessTokenBearer): Record<string, string> {
  const readable = client.settings.ReadAttributes;
  const attributes = Object.entries(attributesInScope(user.attributes, scopes)).filter(
    ([name]) => name !== 'sub' && (!readable || readable.includes(name)),
  );
  return { sub: user.sub, ...Object.fromEntries(attributes), username: user.username };
}
