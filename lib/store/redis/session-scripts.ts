import { defineScript } from '../drivers/script';

/*
 * A session is two keys with one lifetime. The session itself is a string, what every request reads:
 *   version, last seen, turn to refresh held until, not before, failing since, failures, and then the record
 * with a space after each, and 0 for what is not the case. A string with so much in it takes half the memory of a
 * hash. The stash is a hash of what only some requests read: t sealed tokens, d:<name> app data.
 *
 * All keys are passed in KEYS: while a Cluster slot moves, Redis then moves or defers the script as a whole.
 */
const SESSION = `
local function load(key)
  local text = redis.call('GET', key)
  if not text then return nil end
  local v, l, k, b, o, n, r = string.match(text, '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (.*)$')
  return {v = tonumber(v), l = tonumber(l), k = tonumber(k), b = tonumber(b), o = tonumber(o), n = tonumber(n), r = r}
end
local function text(s)
  return string.format('%.0f %.0f %.0f %.0f %.0f %.0f ', s.v, s.l, s.k, s.b, s.o, s.n) .. s.r
end
local function save(key, s) redis.call('SET', key, text(s), 'KEEPTTL') end
`;

/** Ends the session at KEYS[i] with its stash at KEYS[i + 1]. KEYS[1] index, KEYS[2] revocations. */
const END = `
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
 * KEYS index, revocations, new session and stash, then session and stash of each that the caller saw (oldest first).
 * ARGV idleMs, absoluteMs, maxSessions, revocationsMs, replaced member or '', version it must have or '', new member,
 *      record, sealed, number of data fields, their names and values, members of KEYS[5…].
 * Answers now, sessions remaining, members ended; -1 remaining when the session to continue is not there. A session
 * that is continued hands its tokens on instead of having them revoked. Sessions that the caller had not seen are left for the next sign-in.
 */
export const CREATE_SESSION = defineScript(
  'create-session',
  `${SESSION}${END}
local idle, absolute, maximum, keepMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local replaced, version, member, fields = ARGV[5], ARGV[6], ARGV[7], tonumber(ARGV[10])
if version ~= '' then
  local former = load(KEYS[5])
  if not former or former.v ~= tonumber(version) then return {now, -1} end
end
local life = math.min(idle, absolute)
redis.call('SET', KEYS[3], text({v = 1, l = now, k = 0, b = 0, o = 0, n = 0, r = ARGV[8]}), 'PX', life)
local stash = {}
if ARGV[9] ~= '' then stash = {'t', ARGV[9]} end
for i = 11, 10 + fields * 2 do stash[#stash + 1] = ARGV[i] end
for i = 1, #stash, 64 do redis.call('HSET', KEYS[4], unpack(stash, i, math.min(i + 63, #stash))) end
redis.call('PEXPIRE', KEYS[4], life)
redis.call('ZADD', KEYS[1], now, member)
if redis.call('PTTL', KEYS[1]) < absolute then redis.call('PEXPIRE', KEYS[1], absolute) end
local ended = {}
local others = {}
for i = 5, #KEYS, 2 do others[i] = ARGV[10 + fields * 2 + (i - 3) / 2] end
for i = 5, #KEYS, 2 do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('ZREM', KEYS[1], others[i]) end
  if others[i] == replaced and endSession(i, replaced, version == '', keepMs) then ended[#ended + 1] = replaced end
end
for i = 5, #KEYS, 2 do
  if redis.call('ZCARD', KEYS[1]) <= maximum then break end
  if endSession(i, others[i], true, keepMs) then ended[#ended + 1] = others[i] end
end
return {now, redis.call('ZCARD', KEYS[1]), unpack(ended)}
`,
);

/**
 * KEYS index, revocations, session and stash of each. ARGV revoke 0|1, revocationsMs, members.
 * Answers now, remaining, members ended.
 */
export const END_SESSIONS = defineScript(
  'end-sessions',
  `${END}
local ended = {}
for i = 3, #KEYS, 2 do
  local member = ARGV[(i + 3) / 2]
  if endSession(i, member, ARGV[1] == '1', ARGV[2]) then ended[#ended + 1] = member end
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

/** KEYS session, stash. ARGV idleMs, absolute end (epoch ms). Answers now, 0|1. */
export const TOUCH = defineScript(
  'touch',
  `${SESSION}
local s = load(KEYS[1])
local left = math.min(tonumber(ARGV[1]), tonumber(ARGV[2]) - now)
if not s or left <= 0 then return {now, 0} end
s.l = now
redis.call('SET', KEYS[1], text(s), 'PX', left)
redis.call('PEXPIRE', KEYS[2], left)
return {now, 1}
`,
);

/** KEYS session, stash. ARGV version seen, leaseMs. Answers now, state, and what belongs to the state. */
export const TAKE_REFRESH_TURN = defineScript(
  'take-refresh-turn',
  `${SESSION}
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

/** KEYS session, stash. ARGV fence, leaseMs. Answers now, 0|1. */
export const HOLD_REFRESH_TURN = defineScript(
  'hold-refresh-turn',
  `${SESSION}
local s = load(KEYS[1])
if not s or s.v ~= tonumber(ARGV[1]) then return {now, 0} end
s.k = now + tonumber(ARGV[2])
save(KEYS[1], s)
return {now, 1}
`,
);

/** KEYS session, stash. ARGV fence, record, sealed. Answers now, written|gone|superseded. */
export const FINISH_REFRESH = defineScript(
  'finish-refresh',
  `${SESSION}
local s = load(KEYS[1])
if not s then return {now, 'gone'} end
if s.v ~= tonumber(ARGV[1]) then return {now, 'superseded'} end
save(KEYS[1], {v = s.v + 1, l = s.l, k = 0, b = 0, o = 0, n = 0, r = ARGV[2]})
redis.call('HSET', KEYS[2], 't', ARGV[3])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
return {now, 'written'}
`,
);

/** KEYS session, stash. ARGV fence, base ms, max ms, jitter 0…1. Answers now, next attempt (epoch ms) or 0. */
export const FAIL_REFRESH = defineScript(
  'fail-refresh',
  `${SESSION}
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
