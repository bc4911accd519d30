import { randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { seconds } from '../clock';
import { invalidParameter, notAuthorized, notFound } from '../errors';
import type { IdentityPool } from '../model';
import { operation } from '../operation';
import type { Needs } from '../services';
import { derivedUuid } from '../template/names';

/** Provider → token. Only the pool's own provider is asked for here. */
const logins = z.record(z.string(), z.string()).default({});

/** Life of the credentials (Amazon Cognito developer guide, "Enhanced flow"), in milliseconds. */
const LIFETIME_MS = 60 * 60_000;

type Used = 'clock' | 'directory' | 'keys';

/** The identity of someone with a token of the user pool: always the same one. */
const GetId = operation({
  name: 'GetId',
  access: 'public',
  input: z.object({ IdentityPoolId: z.string().min(1).max(55), Logins: logins }),
  async handle({ IdentityPoolId, Logins }, services: Needs<Used>) {
    const pool = services.directory.identityPools.get(IdentityPoolId);
    if (!pool) throw notFound(`IdentityPool '${IdentityPoolId}' not found.`);
    return { IdentityId: identityIn(pool, await bearerOf(Logins, services)) };
  },
});

/** AWS credentials of an identity, for whoever proves to be it. They open nothing here. */
const GetCredentialsForIdentity = operation({
  name: 'GetCredentialsForIdentity',
  access: 'public',
  input: z.object({ IdentityId: z.string().min(1).max(55), Logins: logins }),
  async handle({ IdentityId, Logins }, services: Needs<Used>) {
    const [region] = IdentityId.split(':');
    const pools = [...services.directory.identityPools.values()];
    const candidates = pools.filter(({ id }) => id.startsWith(`${region}:`));
    if (candidates.length === 0) throw notFound(`Identity '${IdentityId}' not found.`);
    const bearer = await bearerOf(Logins, services);
    const theirs = candidates.filter(({ clientIds }) => clientIds.includes(bearer.aud));
    if (!theirs.some((pool) => identityIn(pool, bearer) === IdentityId))
      throw notAuthorized("Logins don't match. Please include at least one valid login for this identity.");
    return {
      IdentityId,
      Credentials: {
        AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        SecretKey: randomBytes(30).toString('base64'),
        SessionToken: `local-${randomUUID()}`,
        // The SDKs compare it with the machine's time, whatever a test has made of ours.
        Expiration: seconds(services.clock.machine() + LIFETIME_MS),
      },
    };
  },
});

/** An identity pool for the users of some app clients. */
const CreateIdentityPool = operation({
  name: 'CreateIdentityPool',
  access: 'signed',
  input: z.object({
    IdentityPoolName: z.string().min(1).max(128),
    AllowUnauthenticatedIdentities: z.literal(false, 'Guests are not modelled by the local AWS.'),
    CognitoIdentityProviders: z
      .array(z.object({ ClientId: z.string(), ProviderName: z.string() }))
      .default([]),
  }),
  handle({ CognitoIdentityProviders: providers, ...rest }, { directory }: Needs<'directory'>) {
    const [region = 'us-east-1'] = providers.map(({ ProviderName }) => ProviderName.split('.')[1]);
    const id = `${region}:${randomUUID()}`;
    directory.identityPools.put({ id, clientIds: providers.map(({ ClientId }) => ClientId) });
    return { IdentityPoolId: id, CognitoIdentityProviders: providers, ...rest };
  },
});

/** The operations by which an app gets AWS credentials for its users. */
export const identityPoolOperations = new Map(
  [CreateIdentityPool, GetId, GetCredentialsForIdentity].map((one) => [one.name, one] as const),
);

type Bearer = z.output<typeof idToken>;

/** @throws NotAuthorizedException for a user of an app client that the pool does not know */
function identityIn({ id, clientIds }: IdentityPool, { sub, aud, iss }: Bearer): string {
  if (!clientIds.includes(aud)) throw foreignToken();
  return `${id.split(':')[0]}:${derivedUuid(`${id} ${iss} ${sub}`)}`;
}

const foreignToken = () => notAuthorized('Token is not from a supported provider of this identity pool.');

/** @throws NotAuthorizedException without an id token that is still good */
async function bearerOf(given: Readonly<Record<string, string>>, services: Needs<Used>): Promise<Bearer> {
  const [login, ...more] = Object.entries(given);
  if (!login) throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
  if (more.length > 0) throw invalidParameter('The local AWS takes one login.');
  const [provider, token] = login;
  const bearer = await claimsOf(token, services);
  if (bearer.iss !== `https://${provider}`) throw foreignToken();
  return bearer;
}

const idToken = z.object({
  sub: z.string(),
  aud: z.string(),
  iss: z.string(),
  exp: z.number(),
  token_use: z.literal('id'),
});

/** @throws NotAuthorizedException */
async function claimsOf(token: string, { keys, directory, clock }: Needs<Used>): Promise<Bearer> {
  let claims: Bearer;
  try {
    // Only says whose keys to take: nothing of it is believed before they fit. Unknown pools have no keys.
    const poolId = decodeJwt(token).iss?.split('/').at(-1) ?? '';
    if (!directory.pools.get(poolId)) throw new Error('No such pool');
    const { id } = await keys.ofPool(poolId);
    const { payload } = await jwtVerify(token, id.publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(0),
    });
    claims = idToken.parse(payload);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw notAuthorized('Invalid login token.');
  }
  if (claims.exp * 1000 <= clock.now())
    throw notAuthorized(`Invalid login token. Token expired: ${claims.exp} < ${seconds(clock.now())}`);
  return claims;
}
