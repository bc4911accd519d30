import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';

/** What keeps a connection, and says nothing of what is done with it. */
const OF_CONNECTIONS = /\] "(hello|client|ping|info|auth|select|script|monitor|command)"/i;
/** What a script calls is part of the one command that runs it. */
const OF_SCRIPTS = /^[\d.]+ \[\d+ lua\]/;

export interface CommandCounter {
  /** Commands that clients have sent while `action` ran: work of the background among them. */
  during(action: () => Promise<unknown>): Promise<number>;
  close(): void;
}

/** Counts what clients ask of a Redis, by its own `MONITOR`. */
export async function countCommands(url: string): Promise<CommandCounter> {
  const clients = [createClient({ url, RESP: 2 }), createClient({ url, RESP: 2 })] as const;
  const [watcher, asker] = clients;
  await Promise.all(clients.map((client) => client.connect()));
  const seen: string[] = [];
  let arrived = () => {};
  await watcher.monitor((line) => {
    seen.push(String(line));
    arrived();
  });
  /** Resolves once everything has been seen that was sent before. */
  async function caughtUp(): Promise<void> {
    const mark = randomUUID();
    const isThere = () => seen.some((line) => line.includes(mark));
    const marked = new Promise<void>((resolve) => {
      arrived = () => isThere() && resolve();
    });
    await asker.ping(mark);
    arrived();
    await marked;
  }
  return {
    async during(action) {
      await caughtUp();
      seen.length = 0;
      await action();
      await caughtUp();
      return seen.filter((line) => !OF_CONNECTIONS.test(line) && !OF_SCRIPTS.test(line)).length;
    },
    close: () => clients.forEach((client) => void client.destroy()),
  };
}
