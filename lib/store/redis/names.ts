import { defineScript } from '../drivers/script';
import type { NameRecords } from '../port';
import { LIMITS } from '../schema';
import type { RedisCommands } from './commands';
import { asArray, asText } from './reply';

/** KEYS user. ARGV sub, life ms, most users. Who signed in last is kept first. */
const NOTE_USER = defineScript(
  'note-user',
  `
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {now}
`,
  { repeatable: true },
);

export class RedisNames implements NameRecords {
  constructor(private readonly redis: RedisCommands) {}

  async note(name: string, sub: string, ttlMs: number): Promise<void> {
    const args = [sub, String(ttlMs), String(LIMITS.namesakes)];
    await this.redis.script(NOTE_USER, [this.redis.keys.person(name)], args);
  }

  async find(name: string): Promise<string[]> {
    const key = this.redis.keys.person(name);
    return asArray(await this.redis.ask(key, ['ZREVRANGE', key, '0', '-1'])).map(asText);
  }

  async forget(name: string, sub: string): Promise<void> {
    const key = this.redis.keys.person(name);
    await this.redis.ask(key, ['ZREM', key, sub]);
  }
}
