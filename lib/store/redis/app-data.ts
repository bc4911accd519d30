import { defineScript } from '../drivers/script';
import type { AppDataRecords } from '../port';
import type { DataLimits, WriteOutcome } from '../records';
import type { SessionRef } from '../session-ref';
import type { RedisCommands } from './commands';
import { asNumber, asPairs, asText, asTextOrNull } from './reply';

/** KEYS details. Answers now, then names and values of all app data. */
const READ_ALL_DATA = defineScript(
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
  { repeatable: true },
);

/**
 * `d` of the details is how many values there are and how many bytes names and values have together, kept with each
 * change so that none has to look at the others. What a session was created with is counted once, at its first change.
 */
const TOTALS_LUA = `
local function counted(key)
  local known = redis.call('HGET', key, 'd')
  if known then
    local count, bytes = string.match(known, '^(%d+) (%d+)$')
    return tonumber(count), tonumber(bytes)
  end
  local count, bytes = 0, 0
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if string.sub(field, 1, 2) == 'd:' then
      count = count + 1
      bytes = bytes + #field - 2 + redis.call('HSTRLEN', key, field)
    end
  end
  return count, bytes
end
local function totals(count, bytes) return string.format('%.0f %.0f', count, bytes) end
`;

/**
 * KEYS details. ARGV d:<name>, value, limit in bytes, most values, guest's life in ms or ''.
 * Answers now, written|gone|too_large|too_many.
 */
const WRITE_DATA = defineScript(
  'write-data',
  `${TOTALS_LUA}
if ARGV[5] == '' and redis.call('EXISTS', KEYS[1]) == 0 then return {now, 'gone'} end
local count, bytes = counted(KEYS[1])
bytes = bytes + #ARGV[1] - 2 + #ARGV[2]
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  bytes = bytes - (#ARGV[1] - 2) - redis.call('HSTRLEN', KEYS[1], ARGV[1])
else
  count = count + 1
end
if bytes > tonumber(ARGV[3]) then return {now, 'too_large'} end
if count > tonumber(ARGV[4]) then return {now, 'too_many'} end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], 'd', totals(count, bytes))
if ARGV[5] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[5]) end
return {now, 'written'}
`,
);

/** KEYS details. ARGV d:<name>. Answers now, 0|1. */
const DELETE_DATA = defineScript(
  'delete-data',
  `${TOTALS_LUA}
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return {now, 0} end
local count, bytes = counted(KEYS[1])
bytes = bytes - (#ARGV[1] - 2) - redis.call('HSTRLEN', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], 'd', totals(count - 1, bytes))
return {now, 1}
`,
);

/** KEYS session, details. Deletes the details unless it is a signed-in user's. */
const DROP_GUEST = defineScript(
  'drop-guest',
  `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
return {now}
`,
);

export class RedisAppData implements AppDataRecords {
  constructor(private readonly redis: RedisCommands) {}

  async read(ref: SessionRef, name: string): Promise<string | null> {
    const key = this.redis.keys.details(ref);
    return asTextOrNull(await this.redis.ask(key, ['HGET', key, `d:${name}`]));
  }

  async readAll(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(asPairs(await this.redis.script(READ_ALL_DATA, [this.redis.keys.details(ref)], [])));
  }

  async write(ref: SessionRef, name: string, value: string, limits: DataLimits): Promise<WriteOutcome> {
    const { maxTotalBytes, maxValues, guestMs } = limits;
    const args = [`d:${name}`, value, ...[maxTotalBytes, maxValues, guestMs ?? ''].map(String)];
    const outcome = asText((await this.redis.script(WRITE_DATA, [this.redis.keys.details(ref)], args))[0]);
    return outcome === 'written' || outcome === 'gone' || outcome === 'too_many' ? outcome : 'too_large';
  }

  async delete(ref: SessionRef, name: string): Promise<boolean> {
    const reply = await this.redis.script(DELETE_DATA, [this.redis.keys.details(ref)], [`d:${name}`]);
    return asNumber(reply[0]) === 1;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    await this.redis.script(DROP_GUEST, [this.redis.keys.session(ref), this.redis.keys.details(ref)], []);
  }
}
