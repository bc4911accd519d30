import { defineScript } from './script';

/*
 * A session is one hash: r record, t sealed tokens, v version, l last seen; while refreshing or failing to:
 * k turn held until, b not before, o failing since, n failures; d:<name> app data.
 * All keys are passed in KEYS: during a Cluster slot migration Redis then moves or defers the script as a whole.
 */

/**
 * Ends the sessions named from ARGV[first] on, whose hashes start at KEYS[3]: record, index entry and, when `revoke`,
 * the hand-over of the tokens to the revocation queue. KEYS[1] index, KEYS[2] revocations.
 */
const END = `
local function endSession(key, member, revoke, keepMs)
  local sealed = redis.call('HGET', key, 't')
  redis.call('ZREM', KEYS[1], member)
  if redis.call('DEL', key) == 0 then return false end
  if sealed and revoke then
    redis.call('HSET', KEYS[2], member, sealed)
    redis.call('PEXPIRE', KEYS[2], keepMs)
  end
  return true
end
`;

/**
 * KEYS index, revocations, new session, the user's sessions as the caller saw them (oldest first).
 * ARGV idleMs, absoluteMs, maxSessions, revocationsMs, replaced member or '', version it must have or '', new member, record, sealed,
 *      number of data fields, their names and values, members of KEYS[4…].
 * Answers now, sessions remaining, members ended; -1 remaining when the session to continue is not there. A session
 * that is continued hands its tokens on instead of having them revoked. Sessions that the caller had not seen are left for the next sign-in.
 */
export const CREATE_SESSION = defineScript(
  'create-session',
  `${END}
local idle, absolute, maximum, keepMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local replaced, version, member, fields = ARGV[5], ARGV[6], ARGV[7], tonumber(ARGV[10])
if version ~= '' and redis.call('HGET', KEYS[4], 'v') ~= version then return {now, -1} end
local hash = {'r', ARGV[8], 't', ARGV[9], 'v', 1, 'l', now}
for i = 11, 10 + fields * 2 do hash[#hash + 1] = ARGV[i] end
for i = 1, #hash, 64 do redis.call('HSET', KEYS[3], unpack(hash, i, math.min(i + 63, #hash))) end
redis.call('PEXPIRE', KEYS[3], math.min(idle, absolute))
redis.call('ZADD', KEYS[1], now, member)
if redis.call('PTTL', KEYS[1]) < absolute then redis.call('PEXPIRE', KEYS[1], absolute) end
local ended = {}
local offset = 10 + fields * 2
for i = 4, #KEYS do
  local other = ARGV[offset + i - 3]
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], other) end
  if other == replaced and endSession(KEYS[i], other, version == '', keepMs) then ended[#ended + 1] = other end
end
for i = 4, #KEYS do
  if redis.call('ZCARD', KEYS[1]) <= maximum then break end
  local other = ARGV[offset + i - 3]
  if endSession(KEYS[i], other, true, keepMs) then ended[#ended + 1] = other end
end
return {now, redis.call('ZCARD', KEYS[1]), unpack(ended)}
`,
);

/** KEYS index, revocations, sessions. ARGV revoke 0|1, revocationsMs, members. Answers now, remaining, members ended. */
export const END_SESSIONS = defineScript(
  'end-sessions',
  `${END}
local ended = {}
for i = 3, #KEYS do
  local member = ARGV[i]
  if endSession(KEYS[i], member, ARGV[1] == '1', ARGV[2]) then ended[#ended + 1] = member end
end
return {now, redis.call('ZCARD', KEYS[1]), unpack(ended)}
`,
);

/** KEYS index, sessions. ARGV members. Drops index entries without a session. */
export const PRUNE_INDEX = defineScript(
  'prune-index',
  `
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], ARGV[i - 1]) end
end
return {now}
`,
);

/** KEYS session. ARGV idleMs, absolute end (epoch ms). Answers now, 0|1. */
export const TOUCH = defineScript(
  'touch',
  `
if redis.call('HEXISTS', KEYS[1], 'r') == 0 then return {now, 0} end
local left = math.min(tonumber(ARGV[1]), tonumber(ARGV[2]) - now)
if left <= 0 then return {now, 0} end
redis.call('HSET', KEYS[1], 'l', now)
redis.call('PEXPIRE', KEYS[1], left)
return {now, 1}
`,
);

/** KEYS session. ARGV version seen, leaseMs. Answers now, state, and what belongs to the state. */
export const TAKE_REFRESH_TURN = defineScript(
  'take-refresh-turn',
  `
local version, held, pause = unpack(redis.call('HMGET', KEYS[1], 'v', 'k', 'b'))
if not version then return {now, 'gone'} end
if held and tonumber(held) > now then return {now, 'busy', tonumber(held) - now} end
if version ~= ARGV[1] then return {now, 'changed'} end
if pause and tonumber(pause) > now then return {now, 'paused', tonumber(pause)} end
local fence = redis.call('HINCRBY', KEYS[1], 'v', 1)
redis.call('HSET', KEYS[1], 'k', now + tonumber(ARGV[2]))
return {now, 'acquired', fence, redis.call('HGET', KEYS[1], 't')}
`,
);

/** KEYS session. ARGV fence, leaseMs. Answers now, 0|1. */
export const HOLD_REFRESH_TURN = defineScript(
  'hold-refresh-turn',
  `
if redis.call('HGET', KEYS[1], 'v') ~= ARGV[1] then return {now, 0} end
redis.call('HSET', KEYS[1], 'k', now + tonumber(ARGV[2]))
return {now, 1}
`,
);

/** KEYS session. ARGV fence, record, sealed. Answers now, written|gone|superseded. */
export const FINISH_REFRESH = defineScript(
  'finish-refresh',
  `
local version = redis.call('HGET', KEYS[1], 'v')
if not version then return {now, 'gone'} end
if version ~= ARGV[1] then return {now, 'superseded'} end
redis.call('HSET', KEYS[1], 'r', ARGV[2], 't', ARGV[3], 'v', version + 1)
redis.call('HDEL', KEYS[1], 'k', 'b', 'o', 'n')
return {now, 'written'}
`,
);

/** KEYS session. ARGV fence, base ms, max ms, jitter 0…1. Answers now, next attempt (epoch ms) or 0. */
export const FAIL_REFRESH = defineScript(
  'fail-refresh',
  `
local version, failures = unpack(redis.call('HMGET', KEYS[1], 'v', 'n'))
if version ~= ARGV[1] then return {now, 0} end
failures = tonumber(failures or 0)
local pause = math.min(tonumber(ARGV[3]), tonumber(ARGV[2]) * 2 ^ math.min(failures, 20))
local retryAt = now + math.floor(pause * (0.5 + tonumber(ARGV[4]) / 2))
redis.call('HSET', KEYS[1], 'n', failures + 1, 'b', retryAt)
redis.call('HSETNX', KEYS[1], 'o', now)
redis.call('HDEL', KEYS[1], 'k')
return {now, retryAt}
`,
);
