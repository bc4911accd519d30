import type { StoredSession } from '../records';
import { asNumber, asTextOrNull } from './reply';

/*
 * A session is two keys with one lifetime. The session itself is a string, what every request reads:
 *   version, last seen, refresh lock held until, not before, failing since, failures, and then the record
 * with a space after each, and 0 for what is not the case. A string with so much in it takes half the memory of a
 * hash. Its details are a hash of what only some requests read: t sealed tokens, d:<name> app data.
 *
 * All keys are passed in KEYS: while a Cluster slot moves, Redis then moves or defers the script as a whole.
 */

/** Lua that loads and saves a session. */
export const SESSION_LUA = `
local function load(key)
  local text = redis.call('GET', key)
  if not text then return nil end
  local v, l, k, b, o, n, r = string.match(text, '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (.*)$')
  if not v then return nil end
  return {v = tonumber(v), l = tonumber(l), k = tonumber(k), b = tonumber(b), o = tonumber(o), n = tonumber(n), r = r}
end
local function text(s)
  return string.format('%.0f %.0f %.0f %.0f %.0f %.0f ', s.v, s.l, s.k, s.b, s.o, s.n) .. s.r
end
local function save(key, s) redis.call('SET', key, text(s), 'KEEPTTL') end
`;

const FORM = /^(\d+) (\d+) (\d+) (\d+) (\d+) \d+ (.*)$/s;

/** What is not of this form has not been written by us: there is a key, and no record that anyone could vouch for. */
const NOT_OURS: Omit<StoredSession, 'record'> = {
  version: 0,
  lastSeenAt: 0,
  refreshingUntil: 0,
  retryAt: 0,
  outageSince: 0,
};

/** A session as Redis answered it; null when there is none. */
export function parseSession(reply: unknown): StoredSession | null {
  const text = asTextOrNull(reply);
  if (text === null) return null;
  const [, version, lastSeenAt, refreshingUntil, retryAt, outageSince, record] = FORM.exec(text) ?? [];
  if (record === undefined) return { ...NOT_OURS, record: '' };
  return {
    record,
    version: asNumber(version),
    lastSeenAt: asNumber(lastSeenAt),
    refreshingUntil: asNumber(refreshingUntil),
    retryAt: asNumber(retryAt),
    outageSince: asNumber(outageSince),
  };
}
