import 'server-only';
import type { Redis } from '@upstash/redis';
import type { StoreHooks, UpstashConfig } from '../config';
import type { RedisDriver } from './driver';
import type { Script } from './script';

/** Redis over HTTPS, for platforms without lasting connections. It cannot push, so reads are not cached. */
export function openUpstash(config: UpstashConfig, hooks: StoreHooks): RedisDriver {
  let client: Promise<Redis> | undefined;
  const send = async ([command = '', ...args]: readonly string[]): Promise<unknown> => {
    client ??= connect(config, hooks.commandTimeoutMs ?? 1000);
    try {
      return await (await client).exec([command, ...args]);
    } catch (error) {
      throw withoutCommand(error);
    }
  };
  return {
    kind: 'upstash',
    tracking: false,
    command: (_key, args) => send(args),
    script: (script, keys, args) => evaluate(send, script, [String(keys.length), ...keys, ...args]),
    onInvalidate: () => {},
    onReady: (listener) => void queueMicrotask(listener),
    heard: () => {},
    quietMs: () => 0,
    connection: send,
    replace: () => Promise.reject(new Error('each request has a connection of its own')),
    close: async () => {},
  };
}

/** Loads Upstash's client with the first command: most deployments have another Redis, and start without. */
async function connect({ url, token }: UpstashConfig, limitMs: number): Promise<Redis> {
  const { Redis } = await import('@upstash/redis');
  return new Redis({
    url,
    token,
    // A command may have been carried out although its answer was lost: only the caller knows whether to repeat it.
    retry: false,
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(limitMs),
  });
}

async function evaluate(
  send: (args: readonly string[]) => Promise<unknown>,
  script: Script,
  tail: readonly string[],
): Promise<unknown> {
  try {
    return await send(['EVALSHA', script.sha, ...tail]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return send(['EVAL', script.source, ...tail]);
  }
}

/** The client's messages quote the whole command, with whatever it carried. */
function withoutCommand(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.includes(', command was:')) return error;
  return new Error(error.message.split(', command was:')[0]);
}
