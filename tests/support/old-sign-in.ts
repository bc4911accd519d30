import { decodeJwt } from 'jose';
import { createIdentityProvider, expiryOf } from '../../lib/auth/cognito';
import { namespaceOf } from '../../lib/config/load';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { prove } from '../../lib/proof';
import { SessionService } from '../../lib/session/service';
import type { EndReason } from '../../lib/session/session';
import { parseSessionKeys } from '../../lib/session/session-keys';
import type { StartedSession } from '../../lib/session/start-session';
import { openStore } from '../../lib/store/open';
import { Cognito } from '../../local/testing/cognito';
import { newSrpClient, signInBySrp } from '../../local/tests/support/amplify-srp';
import { readSettings } from '../../scripts/environment';
import { projectRoot } from '../../scripts/project-root';
import { COOKIE } from './session-cookie';
import type { ProductStack } from './stack';
import { CLIENT_ID, POOL_ID } from './token-probe';

interface Person {
  readonly email: string;
  readonly password: string;
}

/**
 * A session of somebody who proved who they are `ageMs` ago: with real tokens, by the app's own engine on the stack's
 * Redis. Waiting would take as long, and a clock that is moved makes tokens of the future.
 *
 * @returns the cookie, for a browser context
 */
export async function oldSignIn(stack: ProductStack, person: Person, ageMs: number) {
  return startedBy(stack, person, ageMs, async () => {});
}

/** The cookie of a session that is over: why, in the engine's words. */
export async function endedSession(stack: ProductStack, person: Person, reason: EndReason) {
  return startedBy(stack, person, 0, (service, { session }) => service.end(session.ref, reason));
}

async function startedBy(
  stack: ProductStack,
  person: Person,
  ageMs: number,
  then: (service: SessionService, started: StartedSession) => Promise<void>,
) {
  const { identity, ...tokens } = await signInAtCognito(stack, person);
  const service = openEngine(stack);
  try {
    const started = await service.start({
      idToken: prove({ identity, authenticatedAt: service.now() - ageMs, provider: null }),
      tokens,
      method: 'password',
      client: { browser: 'Chrome', system: 'Linux', address: 'unknown' },
      remember: true,
      previous: null,
    });
    await then(service, started);
    return { name: COOKIE, value: started.ticket, url: stack.origin };
  } finally {
    await service.close();
  }
}

/** Signs a user in at Cognito itself, past the app: their real tokens, and who they are. */
export async function signInAtCognito(stack: Pick<ProductStack, 'aws'>, { email, password }: Person) {
  const cognito = new Cognito(`${stack.aws.url}/`);
  const client = await newSrpClient(POOL_ID);
  const signIn = { poolId: POOL_ID, clientId: CLIENT_ID, username: email, password, client };
  const { status, body } = await signInBySrp(cognito, signIn);
  if (status !== 200) throw new Error(`Cognito refused ${email}: ${JSON.stringify(body)}`);
  const {
    AccessToken: accessToken,
    IdToken: idToken,
    RefreshToken: refreshToken,
  } = body.AuthenticationResult;
  const claims = decodeJwt<{ email: string; name?: string; 'cognito:groups'?: string[] }>(idToken);
  const { sub = '', name = null, 'cognito:groups': groups = [] } = claims;
  const identity = { sub, username: sub, email, emailVerified: true, name, picture: null, groups };
  return { identity, accessToken, idToken, refreshToken, accessExpiresAt: expiryOf(accessToken, idToken) };
}

function openEngine({ aws, deployment, redis }: ProductStack): SessionService {
  const issuer = `https://cognito-idp.${POOL_ID.split('_')[0]}.amazonaws.com/${POOL_ID}`;
  const audience = { issuer, clientId: CLIENT_ID };
  const store = openStore(parseStoreUrl(redis.url), { namespace: namespaceOf(deployment, audience) });
  return new SessionService({
    store,
    keys: parseSessionKeys(readSettings(projectRoot, {}).variables.SESSION_KEYS ?? '', audience, deployment),
    issuer,
    identityProvider: createIdentityProvider({ ...audience, endpoint: `${aws.url}/` }, () => store.now()),
    now: Date.now,
    log: () => {},
  });
}
