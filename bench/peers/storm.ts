import { setTimeout as pause } from 'node:timers/promises';
import { startAll } from '../../tests/support/start-all';
import type { App, AppOptions } from '../apps';
import type { Peer } from './peer';
import { PEERS, type PeerName } from './peers';
import { newAccount, signInAt } from './running';
import type { World } from './world';

export const PROCESSES = 4;
const TABS = 50;
/** More than the five seconds before the end at which some renew, plus a sign-in on a busy machine. */
const ACCESS_SECONDS = 12;
/** What an issuer takes for a refresh, so that every tab asks before the first has its answer. */
const ISSUER_MS = 500;
/** What a library asks Cognito for new tokens by. */
const REFRESHES = ['GetTokensFromRefreshToken', 'InitiateAuth', 'oauth2/token'];

export interface StormRow {
  readonly tabs: number;
  readonly processes: number;
  /** Refreshes that reached the issuer; null where there is nothing to refresh. */
  readonly issuerCalls: number | null;
  /** How many tabs were answered as the visitor that they are. */
  readonly answered: number;
}

/**
 * One browser's tabs, each asking one of the processes at the same moment, after the access token has run out.
 *
 * @param options.start starts one more process of the peer
 */
export async function measureStorm(
  peer: PeerName,
  world: World,
  {
    start,
    firstPort,
  }: { start: (port: number, more: Partial<AppOptions>) => Promise<App>; firstPort: number },
): Promise<StormRow | null> {
  const { renewing }: Peer = PEERS[peer];
  if (renewing === null) return null;
  const ports = Array.from({ length: PROCESSES }, (_, offset) => firstPort + offset);
  const env = { KEEP_TOKENS: '1' };
  const apps = await startAll(ports.map((port) => start(port, { variables: env })));
  try {
    const cookie = await pastExpiry(peer, firstPort, world);
    const asked = () =>
      Promise.all(
        Array.from({ length: TABS }, (_, tab) => ask(ports[tab % PROCESSES] ?? 0, renewing, cookie)),
      );
    // Each process has compiled the route and fetched the issuer's keys, by a visitor whom it does not know.
    await Promise.all(ports.map((port) => ask(port, renewing, '')));
    await slow(world, ISSUER_MS);
    const before = await refreshesOf(world);
    const answers = await asked();
    return {
      tabs: TABS,
      processes: PROCESSES,
      issuerCalls: (await refreshesOf(world)) - before,
      answered: answers.filter(Boolean).length,
    };
  } finally {
    await slow(world, 0);
    await Promise.all(apps.map((app) => app.stop()));
  }
}

async function pastExpiry(peer: PeerName, port: number, world: World): Promise<string> {
  const { aws, vendor } = world;
  const account = await newAccount(world);
  await aws.control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
  vendor.accessSeconds = ACCESS_SECONDS;
  const jar = await signInAt(peer, port, account, world);
  await aws.control.setTokenValidity({});
  vendor.accessSeconds = 3600;
  await pause(ACCESS_SECONDS * 1000 + 500);
  return jar.header();
}

async function slow({ aws, vendor }: World, ms: number): Promise<void> {
  vendor.delayMs = ms;
  await aws.control.clearFaults();
  if (ms === 0) return;
  for (const operation of REFRESHES)
    await aws.control.injectFault({ operation, mode: 'delay', ms, times: TABS * 2 });
}

async function refreshesOf({ aws, vendor }: World): Promise<number> {
  const counts = await aws.control.requestCounts();
  return vendor.refreshes() + REFRESHES.reduce((sum, operation) => sum + (counts[operation] ?? 0), 0);
}

async function ask(port: number, path: string, cookie: string): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { cookie }, redirect: 'manual' });
  const body = await answer.text();
  return answer.status === 200 && !body.includes('stranger');
}
