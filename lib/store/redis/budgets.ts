import { defineScript } from '../drivers/script';
import { costMs, type Limit } from '../limit';
import type { BudgetRecords } from '../port';
import type { RedisCommands } from './commands';
import { asNumber } from './reply';

/**
 * KEYS budget: until when what was spent keeps it busy (epoch ms). ARGV cost and window, both ms.
 * Answers now, 0 or for how long there is not enough. A budget that is whole again has no key.
 */
const SPEND = defineScript(
  'spend-budget',
  `
local cost, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local busy = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + cost
if busy - now > window then return {now, busy - now - window} end
redis.call('SET', KEYS[1], string.format('%.0f', busy), 'PX', busy - now)
return {now, 0}
`,
);

/** KEYS budget. ARGV cost in ms. */
const GIVE_BACK = defineScript(
  'give-back-budget',
  `
local left = tonumber(redis.call('GET', KEYS[1]) or '0') - tonumber(ARGV[1]) - now
if left <= 0 then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], string.format('%.0f', now + left), 'PX', left)
end
return {now}
`,
);

/** One key a budget, so a budget is one slot of a Cluster. */
export class RedisBudgets implements BudgetRecords {
  constructor(private readonly redis: RedisCommands) {}

  async spend(name: string, points: number, limit: Limit): Promise<number> {
    const args = [costMs(points, limit), limit.windowMs].map(String);
    const [waitMs] = await this.redis.script(SPEND, [this.redis.keys.budget(name)], args);
    return asNumber(waitMs);
  }

  async giveBack(name: string, points: number, limit: Limit): Promise<void> {
    await this.redis.script(GIVE_BACK, [this.redis.keys.budget(name)], [String(costMs(points, limit))]);
  }
}
