import { defineScript } from '../drivers/script';
import { costMs } from '../limit';
import type { BudgetRecords, Payment } from '../port';
import type { RedisCommands } from './commands';
import { asNumber } from './reply';

/**
 * KEYS budgets: until when what was spent keeps each busy (epoch ms). ARGV of each cost and window, both ms.
 * Answers now, 0 or for how long the first has not enough. A budget that is whole again has no key.
 */
const SPEND = defineScript(
  'spend-budgets',
  `
local busy = {}
for i, key in ipairs(KEYS) do
  local cost, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  busy[i] = math.max(now, tonumber(redis.call('GET', key) or '0')) + cost
  if busy[i] - now > window then return {now, busy[i] - now - window} end
end
for i, key in ipairs(KEYS) do redis.call('SET', key, string.format('%.0f', busy[i]), 'PX', busy[i] - now) end
return {now, 0}
`,
);

/** KEYS budgets. ARGV of each its cost in ms. */
const GIVE_BACK = defineScript(
  'give-back-budgets',
  `
for i, key in ipairs(KEYS) do
  local left = tonumber(redis.call('GET', key) or '0') - tonumber(ARGV[i]) - now
  if left <= 0 then
    redis.call('DEL', key)
  else
    redis.call('SET', key, string.format('%.0f', now + left), 'PX', left)
  end
end
return {now}
`,
);

/** One key a budget; those of a kind are in one slot of a Cluster. */
export class RedisBudgets implements BudgetRecords {
  constructor(private readonly redis: RedisCommands) {}

  async spend(kind: string, payments: readonly Payment[]): Promise<number> {
    const [first, ...others] = this.#keys(kind, payments);
    if (first === undefined) return 0;
    const args = payments.flatMap(({ points, limit }) => [costMs(points, limit), limit.windowMs]);
    const [waitMs] = await this.redis.script(SPEND, [first, ...others], args.map(String));
    return asNumber(waitMs);
  }

  async giveBack(kind: string, payments: readonly Payment[]): Promise<void> {
    const [first, ...others] = this.#keys(kind, payments);
    if (first === undefined) return;
    const args = payments.map(({ points, limit }) => String(costMs(points, limit)));
    await this.redis.script(GIVE_BACK, [first, ...others], args);
  }

  #keys(kind: string, payments: readonly Payment[]): string[] {
    return payments.map(({ name }) => this.redis.keys.budget(kind, name));
  }
}
