import type { OneTimeValues } from '../port';
import type { RedisCommands } from './commands';
import { asTextOrNull } from './reply';

export class RedisOneTimeValues implements OneTimeValues {
  constructor(private readonly redis: RedisCommands) {}

  async use(id: string, ttlMs: number): Promise<boolean> {
    const name = this.redis.keys.once(id);
    return (
      asTextOrNull(await this.redis.command(name, ['SET', name, '', 'NX', 'PX', String(ttlMs)])) !== null
    );
  }

  async giveBack(id: string): Promise<void> {
    const name = this.redis.keys.once(id);
    await this.redis.command(name, ['DEL', name]);
  }
}
