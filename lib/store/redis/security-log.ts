import { defineScript } from '../drivers/script';
import { newestFirst } from '../newest-first';
import type { SecurityLogRecords } from '../port';
import type { SignInEvents, StoredEvent } from '../records';
import { LIMITS } from '../schema';
import type { HashTag } from '../session-ref';
import type { RedisCommands } from './commands';
import { asArray, asPairs, asText, asTextOrNull } from './reply';

/** Appends events at `key`, so many at most and none that is older than `ageMs`. */
const APPEND_LUA = `
local function append(key, most, ageMs, events)
  for _, event in ipairs(events) do redis.call('XADD', key, 'MAXLEN', most, '*', 'e', event) end
  redis.call('XTRIM', key, 'MINID', string.format('%.0f-0', math.max(0, now - tonumber(ageMs))))
  redis.call('PEXPIRE', key, ageMs)
end
`;

/** KEYS events. ARGV maximum count, age ms, events. */
const APPEND_EVENTS = defineScript(
  'append-events',
  `${APPEND_LUA}
append(KEYS[1], ARGV[1], ARGV[2], {unpack(ARGV, 3)})
return {now}
`,
);

/** KEYS events of each kind. ARGV most of each. Answers now, then for each kind ids and events, newest first. */
const READ_EVENTS = defineScript(
  'read-events',
  `
local reply = {now}
for i, key in ipairs(KEYS) do
  local found = {}
  for _, entry in ipairs(redis.call('XREVRANGE', key, '+', '-', 'COUNT', ARGV[1])) do
    found[#found + 1] = entry[1]
    found[#found + 1] = entry[2][2]
  end
  reply[i + 1] = found
end
return reply
`,
);

/**
 * KEYS browsers, events of sign-ins, events of new browsers. ARGV browser hash, maximum count, life ms, maximum count and age
 * ms of events, event of the sign-in, event of a new browser. Answers now, first|known|new.
 */
const NOTE_SIGN_IN = defineScript(
  'note-sign-in',
  `${APPEND_LUA}
local known = redis.call('ZCARD', KEYS[1])
local added = redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
append(KEYS[2], ARGV[4], ARGV[5], {ARGV[6]})
if known == 0 then return {now, 'first'} end
if added == 0 then return {now, 'known'} end
append(KEYS[3], ARGV[4], ARGV[5], {ARGV[7]})
return {now, 'new'}
`,
);

/** KEYS what is to go. */
const FORGET = defineScript(
  'forget',
  `
redis.call('DEL', unpack(KEYS))
return {now}
`,
  { repeatable: true },
);

export class RedisSecurityLog implements SecurityLogRecords {
  constructor(private readonly redis: RedisCommands) {}

  async append(tag: HashTag, kind: string, events: readonly string[]): Promise<void> {
    const args = [String(LIMITS.events), String(LIMITS.eventsMs), ...events];
    await this.redis.script(APPEND_EVENTS, [this.redis.keys.events(tag, kind)], args);
  }

  async read(tag: HashTag, kinds: readonly string[], limit: number): Promise<StoredEvent[]> {
    const [first, ...others] = kinds.map((kind) => this.redis.keys.events(tag, kind));
    if (first === undefined) return [];
    const reply = await this.redis.script(READ_EVENTS, [first, ...others], [String(limit)]);
    return newestFirst(kinds.map((kind, index) => parseEvents(kind, asPairs(asArray(reply[index])))));
  }

  async noteSignIn(
    tag: HashTag,
    browserHash: string,
    { signedIn, newBrowser }: SignInEvents,
  ): Promise<'first' | 'known' | 'new'> {
    const { browsers, events } = this.redis.keys;
    const limits = [LIMITS.browsers, LIMITS.browsersMs, LIMITS.events, LIMITS.eventsMs].map(String);
    const [answer] = await this.redis.script(
      NOTE_SIGN_IN,
      [browsers(tag), events(tag, signedIn[0]), events(tag, newBrowser[0])],
      [browserHash, ...limits, signedIn[1], newBrowser[1]],
    );
    const outcome = asText(answer);
    return outcome === 'first' || outcome === 'known' ? outcome : 'new';
  }

  async knowsBrowser(tag: HashTag, browserHash: string): Promise<boolean> {
    const key = this.redis.keys.browsers(tag);
    return asTextOrNull(await this.redis.command(key, ['ZSCORE', key, browserHash])) !== null;
  }

  async forget(tag: HashTag, kinds: readonly string[]): Promise<void> {
    const { events, browsers } = this.redis.keys;
    const first = browsers(tag);
    await this.redis.script(FORGET, [first, ...kinds.map((kind) => events(tag, kind))], []);
  }
}

function parseEvents(kind: string, entries: readonly [string, string][]): StoredEvent[] {
  return entries.map(([id, event]) => ({ id: `${id}-${kind}`, at: Number(id.split('-')[0]), event }));
}
