import { defineScript } from '../drivers/script';
import type { NameRecords } from '../port';
import { LIMITS } from '../schema';
import type { RedisCommands } from './commands';
import { asArray, asText } from './reply';

/** KEYS users by one name each. ARGV sub, life ms, most users. Who signed in last is kept first. */
const NOTE_USER = defineScript(
  'note-user',
  `
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('ZREMRANGEBYRANK', key, 0, -1 - tonumber(ARGV[3]))
  redis.call('PEXPIRE', key, ARGV[2])
end
return {now}
`,
  { repeatable: true },
);

export class RedisNames implements NameRecords {
  constructor(private readonly redis: RedisCommands) {}

  /** Names lie in slots of their own, so that a Cluster holds as many as all its servers can. */
  async note(names: readonly string[], sub: string, ttlMs: number): Promise<void> {
    const args = [sub, String(ttlMs), String(LIMITS.namesakes)];
    const keys = names.map(this.redis.keys.person);
    const steps = this.redis.kind === 'cluster' ? keys.map((key) => [key]) : [keys];
    const noted = steps.flatMap(([first, ...others]) =>
      first === undefined ? [] : [this.redis.script(NOTE_USER, [first, ...others], args)],
    );
    await Promise.all(noted);
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
