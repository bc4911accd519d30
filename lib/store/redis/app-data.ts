import { defineScript } from '../drivers/script';
import type { AppDataRecords } from '../port';
import type { DataLimits } from '../records';
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

/** KEYS details. ARGV d:<name>, value, limit in bytes, guest's life in ms or ''. Answers now, written|gone|too_large. */
const WRITE_DATA = defineScript(
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

/** KEYS session, details. Deletes the details unless it is a signed-in person's. */
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

  async write(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'> {
    const args = [`d:${name}`, value, String(limits.maxTotalBytes), String(limits.guestMs ?? '')];
    const outcome = asText((await this.redis.script(WRITE_DATA, [this.redis.keys.details(ref)], args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'too_large';
  }

  async delete(ref: SessionRef, name: string): Promise<boolean> {
    const key = this.redis.keys.details(ref);
    return asNumber(await this.redis.command(key, ['HDEL', key, `d:${name}`])) === 1;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    await this.redis.script(DROP_GUEST, [this.redis.keys.session(ref), this.redis.keys.details(ref)], []);
  }
}
