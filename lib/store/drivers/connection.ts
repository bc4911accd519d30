import 'server-only';
import { readFileSync } from 'node:fs';
import { BasicPooledClientSideCache, createClient, createCluster, createSentinel } from 'redis-for-sessions';
import type { ClusterConfig, RedisAccess, SentinelConfig, StandaloneConfig, StoreHooks } from '../config';

/** One client of any of node-redis's three kinds, as far as the driver needs it. */
export interface RedisConnection {
  connect(): Promise<unknown>;
  /** Sends a command to whichever server holds `key`. */
  send(key: string, args: string[]): Promise<unknown>;
  /** Called for each connection that is (re-)established, once commands can be sent. */
  onReady(listener: () => void): void;
  onError(listener: (error: unknown) => void): void;
  destroy(): void | Promise<void>;
}

/** Where pushed invalidations go. Null: anything may have changed. */
export type InvalidationListener = (key: string | null) => void;

const MAX_QUEUED_COMMANDS = 10_000;

/**
 * A command to a server that is there leaves at once, so nothing has to drop it from the queue: its signal and listener
 * would take a third of what a read costs this process. How long its answer is waited for is `withinLimit`'s business.
 */
const LEAVES_AT_ONCE = { timeout: 0 } as const;

/** One Redis server. */
export function standaloneClient(
  config: StandaloneConfig,
  hooks: StoreHooks,
  listener: InvalidationListener,
): RedisConnection {
  const client = createClient({
    RESP: 3,
    socket: { ...config.node, ...socketOptions(config) },
    ...credentials(config),
    database: config.database,
    ...tracking(hooks, listener),
    commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
    commandOptions: commandOptions(hooks),
  });
  return {
    connect: () => client.connect(),
    send: (_key, args) => client.sendCommand(args, client.isReady ? LEAVES_AT_ONCE : undefined),
    onReady: (ready) => void client.on('ready', ready),
    onError: (failed) => void client.on('error', failed),
    destroy: () => client.destroy(),
  };
}

/** The primary that the sentinels name, followed through fail-overs. */
export function sentinelClient(
  config: SentinelConfig,
  hooks: StoreHooks,
  listener: InvalidationListener,
): RedisConnection {
  const { sentinelUsername: username, sentinelPassword: password, tls } = config;
  const sentinelAccess = { tls, ...(username && { username }), ...(password && { password }) };
  const client = createSentinel({
    RESP: 3,
    name: config.primaryName,
    sentinelRootNodes: [...config.sentinels],
    nodeClientOptions: {
      ...credentials(config),
      socket: socketOptions(config),
      commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
    },
    sentinelClientOptions: { ...credentials(sentinelAccess), socket: socketOptions(sentinelAccess) },
    ...tracking(hooks, listener),
    commandOptions: commandOptions(hooks),
    passthroughClientErrorEvents: true,
    scanInterval: 5000,
  });
  return {
    connect: () => client.connect(),
    send: (_key, args) => client.sendCommand(false, args),
    onReady: (ready) => void client.on('ready', ready).on('topology-change', ready),
    onError: (failed) => void client.on('error', failed),
    destroy: () => client.destroy(),
  };
}

/** All primaries of a cluster; commands follow slots that move. */
export function clusterClient(
  config: ClusterConfig,
  hooks: StoreHooks,
  listener: InvalidationListener,
): RedisConnection {
  const client = createCluster({
    RESP: 3,
    rootNodes: config.seeds.map((node) => ({ socket: { ...node, ...socketOptions(config) } })),
    defaults: {
      ...credentials(config),
      socket: socketOptions(config),
      commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
    },
    ...tracking(hooks, listener),
    commandOptions: commandOptions(hooks),
    topologyRefreshOnReconnectionAttemptStrategy: 500,
  });
  return {
    connect: () => client.connect(),
    send: (key, args) => client.sendCommand(key, false, args),
    onReady: (ready) => void client.on('node-ready', ready),
    onError: (failed) => void client.on('error', failed).on('node-error', failed),
    destroy: () => client.destroy(),
  };
}

/**
 * Makes node-redis ask for client tracking and hands the pushed invalidations on. Values are kept by `TrackedReads`
 * instead: it counts age from the request, shares parsed objects, and does not clone 1.5 kB per hit.
 */
class InvalidationRelay extends BasicPooledClientSideCache {
  readonly #listener: InvalidationListener;

  constructor(listener: InvalidationListener) {
    super({ recordStats: false });
    this.#listener = listener;
  }

  override async handleCache(
    ...[, parser, send, transform, mapping]: Parameters<BasicPooledClientSideCache['handleCache']>
  ) {
    const reply = await send();
    return transform ? transform(reply, parser.preserve, mapping) : reply;
  }

  override invalidate(key: Parameters<BasicPooledClientSideCache['invalidate']>[0]): void {
    this.#listener(key === null ? null : key.toString());
  }

  /** node-redis calls this whenever a connection fails or closes. */
  override clear(): void {
    this.#listener(null);
  }
}

/** Without a cache the server has nothing to remember for us. */
function tracking(hooks: StoreHooks, listener: InvalidationListener) {
  return hooks.maxStalenessMs === 0 ? {} : { clientSideCache: new InvalidationRelay(listener) };
}

/** Commands that could not be sent within their time are dropped rather than sent when nobody waits any more. */
function commandOptions(hooks: StoreHooks) {
  return { timeout: hooks.commandTimeoutMs ?? 1000 };
}

function credentials({ username, password }: RedisAccess) {
  return { ...(username && { username }), ...(password && { password }) };
}

function socketOptions({ tls }: RedisAccess) {
  const common = {
    connectTimeout: 2000,
    keepAlive: true,
    keepAliveInitialDelay: 5000,
    reconnectStrategy: reconnectDelay,
  };
  if (!tls) return common;
  const ca = tls.caFile === undefined ? undefined : readFileSync(tls.caFile);
  return { ...common, tls: true as const, ...(ca && { ca }) };
}

/** Reconnects at once, then ever later, at most every 500 ms: a request waits one second for an answer. */
function reconnectDelay(retries: number): number {
  return Math.min(500, 20 * 2 ** Math.min(retries, 5)) * (0.75 + Math.random() / 4);
}
