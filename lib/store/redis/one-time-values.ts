import type { OneTimeValues } from '../port';
import type { RedisCommands } from './commands';
import { asTextOrNull } from './reply';

export class RedisOneTimeValues implements OneTimeValues {
  constructor(private readonly redis: RedisCommands) {}

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    const name = this.redis.keys.once(key);
    await this.redis.ask(name, ['SET', name, value, 'PX', String(ttlMs)]);
  }

  async take(key: string): Promise<string | null> {
    const name = this.redis.keys.once(key);
    return asTextOrNull(await this.redis.command(name, ['GETDEL', name]));
  }
}
