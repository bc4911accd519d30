import { readFileSync } from 'node:fs';
import { BasicPooledClientSideCache, createClient, ErrorReply } from 'redis';
import type { RedisDriver } from './driver';
import type { StoreHooks } from './port';
import type { Script } from './script';
import type { RedisAccess, StandaloneConfig } from './store-config';

/** Reconnects at once, then ever later, at most every 500 ms: requests wait one second for an answer. */
export function reconnectDelay(retries: number): number {
  return Math.min(500, 20 * 2 ** Math.min(retries, 5)) * (0.75 + Math.random() / 4);
}

/** `tls`, `username` and `password` as node-redis wants them. */
export function socketOptions(access: RedisAccess) {
  const common = {
    connectTimeout: 2000,
    keepAlive: true,
    keepAliveInitialDelay: 5000,
    reconnectStrategy: reconnectDelay,
  };
  if (!access.tls) return common;
  const ca = access.tls.caFile === undefined ? undefined : readFileSync(access.tls.caFile);
  return { ...common, tls: true as const, ...(ca && { ca }) };
}

export function credentials(access: RedisAccess) {
  const { username, password } = access;
  return { ...(username && { username }), ...(password && { password }) };
}

/**
 * Makes node-redis ask for client tracking and hands the pushed invalidations on. Values are kept by `TrackedReads`
 * instead: it counts age from the request, shares parsed objects, and does not clone 1.5 kB per hit.
 */
export class InvalidationRelay extends BasicPooledClientSideCache {
  constructor(private readonly listener: (key: string | null) => void) {
    super({ recordStats: false });
  }
  override async handleCache(
    ...[, parser, send, transform, mapping]: Parameters<BasicPooledClientSideCache['handleCache']>
  ) {
    const reply = await send();
    return transform ? transform(reply, parser.preserve, mapping) : reply;
  }
  override invalidate(key: Parameters<BasicPooledClientSideCache['invalidate']>[0]): void {
    this.listener(key === null ? null : key.toString());
  }
  override clear(): void {
    this.listener?.(null);
  }
}

/** Sends a script by its SHA, or in full when Redis does not know it: after a restart, a fail-over, `SCRIPT FLUSH`. */
export async function evaluate(
  send: (args: string[]) => Promise<unknown>,
  script: Script,
  keys: readonly string[],
  args: readonly string[],
): Promise<unknown> {
  const tail = [String(keys.length), ...keys, ...args];
  try {
    return await send(['EVALSHA', script.sha, ...tail]);
  } catch (error) {
    if (!(error instanceof ErrorReply) || !error.message.startsWith('NOSCRIPT')) throw error;
    return send(['EVAL', script.source, ...tail]);
  }
}

/** How long a connection may leave commands unanswered before it is taken for dead and replaced. */
const DEAD_AFTER_MS = 2500;

/** One Redis server over TCP or TLS. */
export function openStandalone(config: StandaloneConfig, hooks: StoreHooks): RedisDriver {
  const invalidated: ((key: string | null) => void)[] = [];
  const relay = new InvalidationRelay((key) => {
    for (const listener of invalidated) listener(key);
  });
  const { host, port } = config.node;
  const client = createClient({
    RESP: 3,
    socket: { host, port, ...socketOptions(config) },
    ...credentials(config),
    database: config.database,
    clientSideCache: relay,
    commandsQueueMaxLength: 10_000,
    commandOptions: { timeout: hooks.commandTimeoutMs ?? 1000 },
  });
  client.on('error', (error: unknown) => hooks.onTrouble?.(error));
  const opening = client.connect().catch((error: unknown) => hooks.onTrouble?.(error));
  let answeredAt = performance.now();
  const send = async (args: readonly string[]) => {
    const reply = await client.sendCommand(args);
    answeredAt = performance.now();
    return reply;
  };
  return {
    kind: 'standalone',
    command: (_key, args) => send(args),
    script: (script, keys, args) => evaluate(send, script, keys, args),
    get tracking() {
      return client.isReady;
    },
    onInvalidate: (listener) => void invalidated.push(listener),
    onReady: (listener) => void client.on('ready', listener),
    suspect() {
      if (!client.isReady || performance.now() - answeredAt < DEAD_AFTER_MS) return;
      answeredAt = performance.now();
      client.destroy();
      relay.clear();
      client.connect().catch((error: unknown) => hooks.onTrouble?.(error));
    },
    async close() {
      client.destroy();
      await opening;
    },
  };
}
