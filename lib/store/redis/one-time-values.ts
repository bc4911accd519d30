import type { OneTimeValues } from '../port';
import { storeKeys } from '../schema';
import type { RedisCommands } from './commands';
import { asTextOrNull } from './reply';

export class RedisOneTimeValues implements OneTimeValues {
  constructor(private readonly redis: RedisCommands) {}

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    const name = storeKeys.once(key);
    await this.redis.command(name, ['SET', name, value, 'PX', String(ttlMs)]);
  }

  async take(key: string): Promise<string | null> {
    const name = storeKeys.once(key);
    return asTextOrNull(await this.redis.command(name, ['GETDEL', name]));
  }
}
