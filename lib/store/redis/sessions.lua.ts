import { defineScript } from '../drivers/script';
import { SESSION_LUA } from './session-text';

/** Ends the session at KEYS[i] with its details at KEYS[i + 1]. KEYS[1] index, KEYS[2] revocations. */
const END_LUA = `
local function endSession(i, member, revoke, keepMs)
  local sealed = revoke and redis.call('HGET', KEYS[i + 1], 't')
  local lived = redis.call('DEL', KEYS[i]) == 1
  redis.call('DEL', KEYS[i + 1])
  redis.call('ZREM', KEYS[1], member)
  if lived and sealed then
    redis.call('HSET', KEYS[2], member, sealed)
    redis.call('PEXPIRE', KEYS[2], keepMs)
  end
  return lived
end
`;

/**
 * KEYS index, revocations, new session and details, then session and details of each that the caller saw (oldest first).
 * ARGV idleMs, absoluteMs, maxSessions, revocationsMs, replaced member or '', new member, record, sealed, only if there are
 *      no others than those 0|1, number of data fields, their names and values, members of KEYS[5…].
 * Answers now, sessions remaining, members ended; or now, -1, all members. Sessions that the caller had not seen are left for
 * the next sign-in.
 */
export const CREATE = defineScript(
  'create-session',
  `${SESSION_LUA}${END_LUA}
local idle, absolute, maximum, keepMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local replaced, member, fields = ARGV[5], ARGV[6], tonumber(ARGV[10])
if ARGV[9] == '1' then
  local seen = {}
  for i = 11 + fields * 2, #ARGV do seen[ARGV[i]] = true end
  local members = redis.call('ZRANGE', KEYS[1], 0, -1)
  for _, each in ipairs(members) do
    if not seen[each] then return {now, -1, unpack(members)} end
  end
end
local life = math.min(idle, absolute)
redis.call('SET', KEYS[3], text({v = 1, l = now, k = 0, b = 0, o = 0, n = 0, r = ARGV[7]}), 'PX', life)
local details = {}
if ARGV[8] ~= '' then details = {'t', ARGV[8]} end
for i = 11, 10 + fields * 2 do details[#details + 1] = ARGV[i] end
for i = 1, #details, 64 do redis.call('HSET', KEYS[4], unpack(details, i, math.min(i + 63, #details))) end
redis.call('PEXPIRE', KEYS[4], life)
redis.call('ZADD', KEYS[1], now, member)
if redis.call('PTTL', KEYS[1]) < absolute then redis.call('PEXPIRE', KEYS[1], absolute) end
local ended = {}
local others = {}
for i = 5, #KEYS, 2 do others[i] = ARGV[10 + fields * 2 + (i - 3) / 2] end
for i = 5, #KEYS, 2 do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], others[i]) end
  if others[i] == replaced and endSession(i, replaced, true, keepMs) then ended[#ended + 1] = replaced end
end
for i = 5, #KEYS, 2 do
  if redis.call('ZCARD', KEYS[1]) <= maximum then break end
  if endSession(i, others[i], true, keepMs) then ended[#ended + 1] = others[i] end
end
return {now, redis.call('ZCARD', KEYS[1]), unpack(ended)}
`,
);

/**
 * KEYS index, session and details as they were, session and details as they will be.
 * ARGV idleMs, absoluteMs, version it must have, former member, new member, record, sealed. Answers now, 0|1.
 * The details go over as a whole, so app data that was written until this very moment goes with it.
 */
export const MOVE = defineScript(
  'move-session',
  `${SESSION_LUA}
local former = load(KEYS[2])
if not former or former.v ~= tonumber(ARGV[3]) then return {now, 0} end
local absolute = tonumber(ARGV[2])
local life = math.min(tonumber(ARGV[1]), absolute)
redis.call('SET', KEYS[4], text({v = 1, l = now, k = 0, b = 0, o = 0, n = 0, r = ARGV[6]}), 'PX', life)
redis.call('DEL', KEYS[2])
if redis.call('EXISTS', KEYS[3]) == 1 then redis.call('RENAME', KEYS[3], KEYS[5]) end
redis.call('HSET', KEYS[5], 't', ARGV[7])
redis.call('PEXPIRE', KEYS[5], life)
redis.call('ZREM', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[1], now, ARGV[5])
if redis.call('PTTL', KEYS[1]) < absolute then redis.call('PEXPIRE', KEYS[1], absolute) end
return {now, 1}
`,
);

/**
 * KEYS index, revocations, session and details of each. ARGV revoke 0|1, revocationsMs, members.
 * Answers now, remaining, members ended.
 */
export const END = defineScript(
  'end-sessions',
  `${END_LUA}
local ended = {}
for i = 3, #KEYS, 2 do
  local member = ARGV[(i + 3) / 2]
  if endSession(i, member, ARGV[1] == '1', ARGV[2]) then ended[#ended + 1] = member end
end
return {now, redis.call('ZCARD', KEYS[1]), unpack(ended)}
`,
);

/** KEYS index, sessions. ARGV members. Drops index entries without a session. */
export const PRUNE = defineScript(
  'prune-index',
  `
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], ARGV[i - 1]) end
end
return {now}
`,
  { repeatable: true },
);

/** KEYS session, details. ARGV idleMs, absolute end (epoch ms). Answers now, 0|1. */
export const TOUCH = defineScript(
  'touch',
  `${SESSION_LUA}
local s = load(KEYS[1])
local left = math.min(tonumber(ARGV[1]), tonumber(ARGV[2]) - now)
if not s or left <= 0 then return {now, 0} end
s.l = now
redis.call('SET', KEYS[1], text(s), 'PX', left)
redis.call('PEXPIRE', KEYS[2], left)
return {now, 1}
`,
  { repeatable: true },
);
