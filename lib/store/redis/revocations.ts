import { defineScript } from '../drivers/script';
import type { RevocationQueue } from '../port';
import type { PendingRevocation, RevocationClaim, Sealed } from '../records';
import { LIMITS } from '../schema';
import { type HashTag, hashTag, revokedSession } from '../session-ref';
import type { RedisCommands } from './commands';
import { asNumber, asPairs, asText } from './reply';

/** KEYS due list. ARGV tag, delay ms, life ms. Brings the user's time forward, never puts it off. */
const SCHEDULE_REVOCATIONS = defineScript(
  'schedule-revocations',
  `
redis.call('ZADD', KEYS[1], 'LT', now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {now}
`,
  { repeatable: true },
);

/** KEYS due list. ARGV limit, lease ms. Answers now, the lease's end, tags. */
const CLAIM_REVOCATIONS = defineScript(
  'claim-revocations',
  `
local lease = now + tonumber(ARGV[2])
local tags = redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, tag in ipairs(tags) do redis.call('ZADD', KEYS[1], lease, tag) end
return {now, lease, unpack(tags)}
`,
);

/** KEYS due list. ARGV tag, lease. A user scheduled again since has another score and stays. */
const RETIRE_CLAIM = defineScript(
  'retire-claim',
  `
if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0) == tonumber(ARGV[2]) then redis.call('ZREM', KEYS[1], ARGV[1]) end
return {now}
`,
);

/** KEYS revocations. ARGV field, sealed, life ms. */
const QUEUE_REVOCATION = defineScript(
  'queue-revocation',
  `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {now}
`,
  { repeatable: true },
);

/** KEYS revocations. Answers now, then fields and values. */
const PENDING_REVOCATIONS = defineScript(
  'pending-revocations',
  `
local reply = {now}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  reply[#reply + 1] = field
  reply[#reply + 1] = redis.call('HGET', KEYS[1], field)
end
return reply
`,
  { repeatable: true },
);

export class RedisRevocations implements RevocationQueue {
  constructor(private readonly redis: RedisCommands) {}

  async schedule(tag: HashTag, delayMs: number): Promise<void> {
    const args = [tag, String(delayMs), String(LIMITS.revocationsMs)];
    await this.redis.script(SCHEDULE_REVOCATIONS, [this.redis.keys.revocationsDue], args);
  }

  async claim(limit: number, leaseMs: number): Promise<RevocationClaim[]> {
    const args = [String(limit), String(leaseMs)];
    const [lease, ...tags] = await this.redis.script(
      CLAIM_REVOCATIONS,
      [this.redis.keys.revocationsDue],
      args,
    );
    return tags.map((tag) => ({ tag: hashTag(asText(tag)), lease: asNumber(lease) }));
  }

  async add(tag: HashTag, field: string, sealed: Sealed): Promise<void> {
    const args = [field, sealed, String(LIMITS.revocationsMs)];
    await this.redis.script(QUEUE_REVOCATION, [this.redis.keys.revocations(tag)], args);
  }

  async pending(tag: HashTag): Promise<PendingRevocation[]> {
    const pairs = asPairs(
      await this.redis.script(PENDING_REVOCATIONS, [this.redis.keys.revocations(tag)], []),
    );
    return pairs.map(([field, sealed]) => ({ idHash: revokedSession(field), field, sealed }));
  }

  async remove(tag: HashTag, field: string): Promise<void> {
    const key = this.redis.keys.revocations(tag);
    await this.redis.command(key, ['HDEL', key, field]);
  }

  async retire({ tag, lease }: RevocationClaim): Promise<void> {
    await this.redis.script(RETIRE_CLAIM, [this.redis.keys.revocationsDue], [tag, String(lease)]);
  }
}
