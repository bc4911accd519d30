import { type Account, createAccount } from '../../test-kit/accounts';
import { CookieJar } from '../../test-kit/cookie-jar';
import { onlyOf, walkIn } from '../../tests/support/former-app';
import { type App, type AppOptions, startApp } from '../apps';
import { USER_AGENT } from '../load';
import { buildBenchTree } from '../tree';
import type { Peer } from './peer';
import { PEERS, type PeerName } from './peers';
import { buildApp } from './tree';
import { POOL_ID, type World } from './world';

/** A peer as its documentation sets it up, or without its middleware. */
export interface Subject {
  readonly name: string;
  readonly peer: PeerName;
  readonly withMiddleware: boolean;
}

/** Every peer, and once more without its middleware those that work without. */
export function subjectsOf(peers: readonly PeerName[]): Subject[] {
  return peers.flatMap((peer) => {
    const { middleware, worksWithout }: Peer = PEERS[peer];
    const asDocumented = { name: peer, peer, withMiddleware: true };
    if (middleware === null || !worksWithout) return [asDocumented];
    return [asDocumented, { name: `${peer}, no middleware`, peer, withMiddleware: false }];
  });
}

/** Builds a subject, and says how it is started on a port. */
export async function prepare({ peer, withMiddleware }: Subject, world: World) {
  const { env, middleware }: Peer = PEERS[peer];
  const without = withMiddleware ? null : middleware;
  const redisUrl = world.redis.redis.url;
  const root =
    peer === 'ours'
      ? await buildBenchTree()
      : await buildApp({
          app: peer,
          without,
          env: { ...env(world, 'http://localhost:3000'), REDIS_URL: redisUrl },
        });
  return (port: number, more: Partial<AppOptions> = {}): Promise<App> =>
    startApp({
      root,
      redisUrl,
      port,
      ...more,
      variables: { ...env(world, `http://localhost:${port}`), ...more.variables },
    });
}

/** Someone new at the local AWS; the vendors' stand-in knows one user alone. */
export const newAccount = ({ aws }: World): Promise<Account> =>
  createAccount({}, { localAws: aws.url, userPoolId: POOL_ID });

/** Signs in by the library's own way. @returns the cookies that are the session, in a browser of its own */
export async function signInAt(
  peer: PeerName,
  port: number,
  account: Account,
  world: World,
  browser = new CookieJar(),
): Promise<CookieJar> {
  const { begin, cookies }: Peer = PEERS[peer];
  const origin = `http://localhost:${port}`;
  if (begin === null) throw new Error(`nobody signs in at ${peer}`);
  const jar = await walkIn(
    { origin, localAws: world.aws.url },
    account,
    (own, at) => begin(own, at, world),
    browser,
  );
  const session = onlyOf(jar, cookies);
  if (session.cookies().length === 0)
    throw new Error(`${peer} set none of its cookies, but ${jar.cookies().map(({ name }) => name)}`);
  return session;
}

/** The value of a `Cookie` header by which a subject knows its visitor, in the browser that the load and a start ask as. */
export async function cookieFor(peer: PeerName, port: number, world: World): Promise<string> {
  const { begin }: Peer = PEERS[peer];
  if (begin === null) return '';
  const browser = new CookieJar(USER_AGENT);
  return (await signInAt(peer, port, await newAccount(world), world, browser)).header();
}
