import { defineScript } from '../drivers/script';
import type { RefreshLocks } from '../port';
import type { Backoff, RefreshLock, RefreshResult } from '../records';
import type { SessionRef } from '../session-ref';
import type { RedisCommands } from './commands';
import { asNumber, asText } from './reply';
import { SESSION_LUA } from './session-text';

/** KEYS session, details. ARGV version seen, leaseMs. Answers now, state, and what belongs to the state. */
const ACQUIRE = defineScript(
  'acquire-refresh-lock',
  `${SESSION_LUA}
local s = load(KEYS[1])
if not s then return {now, 'gone'} end
if s.k > now then return {now, 'busy', s.k - now} end
if s.v ~= tonumber(ARGV[1]) then return {now, 'changed'} end
if s.b > now then return {now, 'paused', s.b} end
s.v = s.v + 1
s.k = now + tonumber(ARGV[2])
save(KEYS[1], s)
return {now, 'acquired', s.v, redis.call('HGET', KEYS[2], 't') or ''}
`,
);

/** KEYS session, details. ARGV fencing token, leaseMs. Answers now, 0|1. */
const EXTEND = defineScript(
  'extend-refresh-lock',
  `${SESSION_LUA}
local s = load(KEYS[1])
if not s or s.v ~= tonumber(ARGV[1]) then return {now, 0} end
s.k = now + tonumber(ARGV[2])
save(KEYS[1], s)
return {now, 1}
`,
  { repeatable: true },
);

/** KEYS session, details. ARGV fencing token, record, sealed. Answers now, written|gone|superseded. */
const COMPLETE = defineScript(
  'complete-refresh',
  `${SESSION_LUA}
local s = load(KEYS[1])
if not s then return {now, 'gone'} end
if s.v ~= tonumber(ARGV[1]) then return {now, 'superseded'} end
save(KEYS[1], {v = s.v + 1, l = s.l, k = 0, b = 0, o = 0, n = 0, r = ARGV[2]})
redis.call('HSET', KEYS[2], 't', ARGV[3])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
return {now, 'written'}
`,
);

/** KEYS session, details. ARGV fencing token, base ms, max ms, jitter 0…1. Answers now, next attempt (epoch ms) or 0. */
const FAIL = defineScript(
  'fail-refresh',
  `${SESSION_LUA}
local s = load(KEYS[1])
if not s or s.v ~= tonumber(ARGV[1]) then return {now, 0} end
local pause = math.min(tonumber(ARGV[3]), tonumber(ARGV[2]) * 2 ^ math.min(s.n, 20))
s.b = now + math.floor(pause * (0.5 + tonumber(ARGV[4]) / 2))
s.n = s.n + 1
if s.o == 0 then s.o = now end
s.k = 0
save(KEYS[1], s)
return {now, s.b}
`,
);

export class RedisRefreshLocks implements RefreshLocks {
  constructor(private readonly redis: RedisCommands) {}

  async acquire(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshLock> {
    const args = [String(seenVersion), String(leaseMs)];
    const [state, value, sealed] = await this.redis.onSession(ACQUIRE, ref, args);
    switch (asText(state)) {
      case 'acquired':
        return { state: 'acquired', fencingToken: asNumber(value), sealed: asText(sealed) };
      case 'busy':
        return { state: 'busy', forMs: asNumber(value) };
      case 'paused':
        return { state: 'paused', retryAt: asNumber(value) };
      case 'changed':
        return { state: 'changed' };
      default:
        return { state: 'gone' };
    }
  }

  async extend(ref: SessionRef, fencingToken: number, leaseMs: number): Promise<boolean> {
    const [held] = await this.redis.onSession(EXTEND, ref, [String(fencingToken), String(leaseMs)]);
    return asNumber(held) === 1;
  }

  async complete(
    ref: SessionRef,
    fencingToken: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'> {
    const args = [String(fencingToken), result.record, result.sealed];
    const outcome = asText((await this.redis.onSession(COMPLETE, ref, args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'superseded';
  }

  async fail(ref: SessionRef, fencingToken: number, backoff: Backoff): Promise<number | null> {
    const args = [fencingToken, backoff.baseMs, backoff.maxMs, backoff.jitter].map(String);
    const [retryAt] = await this.redis.onSession(FAIL, ref, args);
    return asNumber(retryAt) || null;
  }
}
