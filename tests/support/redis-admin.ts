import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';

/** Sends one command to one server over a connection of its own, as an administrator at a prompt would. */
export async function redisCommand(port: number, ...args: string[]): Promise<string> {
  const client = createClient({ url: `redis://127.0.0.1:${port}`, RESP: 2 });
  client.on('error', () => {});
  await client.connect();
  try {
    return String(await client.sendCommand(args));
  } finally {
    client.destroy();
  }
}

/** Asks again until the answer matches. @throws Error quoting the last answer after `limitMs` */
export async function untilAnswer(
  port: number,
  args: string[],
  wanted: RegExp,
  limitMs = 20_000,
): Promise<string> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const answer = await redisCommand(port, ...args);
    if (wanted.test(answer)) return answer;
    if (performance.now() > giveUpAt) throw new Error(`${args.join(' ')} still answers:\n${answer}`);
    await pause(50);
  }
}
