import { defineScript } from '../drivers/script';

/** KEYS stash. ARGV d:<name>, value, limit in bytes, guest's life in ms or ''. Answers now, written|gone|too_large. */
export const WRITE_DATA = defineScript(
  'write-data',
  `
local exists = redis.call('EXISTS', KEYS[1]) == 1
if not exists and ARGV[4] == '' then return {now, 'gone'} end
local total = #ARGV[1] - 2 + #ARGV[2]
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 2) == 'd:' and field ~= ARGV[1] then
    total = total + #field - 2 + redis.call('HSTRLEN', KEYS[1], field)
  end
end
if total > tonumber(ARGV[3]) then return {now, 'too_large'} end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if not exists then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
return {now, 'written'}
`,
);

/** KEYS stash. Answers now, then names and values of all app data. */
export const READ_ALL_DATA = defineScript(
  'read-all-data',
  `
local reply = {now}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 2) == 'd:' then
    reply[#reply + 1] = string.sub(field, 3)
    reply[#reply + 1] = redis.call('HGET', KEYS[1], field)
  end
end
return reply
`,
);

/** KEYS session, stash. Deletes the stash unless it is a signed-in person's. */
export const DROP_GUEST = defineScript(
  'drop-guest',
  `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
return {now}
`,
);

/** KEYS due list. ARGV tag, delay ms, life ms. Brings the user's turn forward, never puts it off. */
export const SCHEDULE_REVOCATIONS = defineScript(
  'schedule-revocations',
  `
redis.call('ZADD', KEYS[1], 'LT', now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {now}
`,
);

/** KEYS due list. ARGV limit, lease ms. Answers now, the lease's end, tags. */
export const CLAIM_REVOCATIONS = defineScript(
  'claim-revocations',
  `
local lease = now + tonumber(ARGV[2])
local tags = redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, tag in ipairs(tags) do redis.call('ZADD', KEYS[1], lease, tag) end
return {now, lease, unpack(tags)}
`,
);

/** KEYS due list. ARGV tag, lease. A user scheduled again since has another score and stays. */
export const RETIRE_CLAIM = defineScript(
  'retire-claim',
  `
if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0) == tonumber(ARGV[2]) then redis.call('ZREM', KEYS[1], ARGV[1]) end
return {now}
`,
);

/** KEYS revocations. ARGV field, sealed, life ms. */
export const QUEUE_REVOCATION = defineScript(
  'queue-revocation',
  `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {now}
`,
);

/** KEYS revocations. Answers now, then fields and values. */
export const PENDING_REVOCATIONS = defineScript(
  'pending-revocations',
  `
local reply = {now}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  reply[#reply + 1] = field
  reply[#reply + 1] = redis.call('HGET', KEYS[1], field)
end
return reply
`,
);

/** KEYS events. ARGV maximum count, age ms, events. */
export const APPEND_EVENTS = defineScript(
  'append-events',
  `
for i = 3, #ARGV do redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[1], '*', 'e', ARGV[i]) end
redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f-0', math.max(0, now - tonumber(ARGV[2]))))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {now}
`,
);

/** KEYS browsers. ARGV browser hash, maximum count, life ms. Answers now, first|known|new. */
export const REMEMBER_BROWSER = defineScript(
  'remember-browser',
  `
local known = redis.call('ZCARD', KEYS[1])
local added = redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if known == 0 then return {now, 'first'} end
return {now, added == 1 and 'new' or 'known'}
`,
);

/** KEYS person. ARGV sub, life ms, most people. Who signed in last is kept first. */
export const NOTE_PERSON = defineScript(
  'note-person',
  `
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {now}
`,
);
