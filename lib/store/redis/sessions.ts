import type { SessionRecords } from '../port';
import type { EndedSessions, NewSession, SessionMove, StoredSession } from '../records';
import { LIMITS } from '../schema';
import { type HashTag, type SessionIdHash, type SessionRef, sessionIdHash } from '../session-ref';
import type { RedisCommands } from './commands';
import { asArray, asNumber, asText, asTextOrNull } from './reply';
import { parseSession } from './session-text';
import { CREATE, END, MOVE, PRUNE, TOUCH } from './sessions.lua';

/** Where the number of sessions would be: there are others than those that were named, and nothing was done. */
const OTHERS = -1;
/** How often a waiter looks again where Redis does not push invalidations. */
const POLL_MS = 100;

export class RedisSessions implements SessionRecords {
  constructor(private readonly redis: RedisCommands) {}

  read(ref: SessionRef): Promise<StoredSession | null> {
    const key = this.redis.keys.session(ref);
    const load = async () => {
      if (!this.redis.clock.isCertain) await this.redis.knowTime();
      return parseSession(await this.redis.ask(key, ['GET', key]));
    };
    return this.redis.cached ? this.redis.reads.read(key, load) : load();
  }

  async waitForChange(ref: SessionRef, maxMs: number): Promise<void> {
    await this.redis.reads.nextChange(
      this.redis.keys.session(ref),
      this.redis.cached ? maxMs : Math.min(maxMs, POLL_MS),
    );
  }

  async readTokens(ref: SessionRef): Promise<string | null> {
    const key = this.redis.keys.details(ref);
    return asTextOrNull(await this.redis.ask(key, ['HGET', key, 't']));
  }

  async create(session: NewSession): Promise<EndedSessions> {
    const known = session.replaces ? [session.replaces] : [];
    let reply = await this.#create(session, known, 'no others');
    if (asNumber(reply[0]) === OTHERS) {
      const others = reply.slice(1).map(asIdHash);
      reply = await this.#create(session, [...new Set([...others, ...known])], 'whatever others');
    }
    const created = parseEnded(reply);
    this.#forget(session.ref.tag, [session.ref.idHash, ...created.ended]);
    return created;
  }

  async move({ from, to, version, record, sealed, idleMs, absoluteMs }: SessionMove): Promise<boolean> {
    const keys = this.#keys(from.tag, [from.idHash, to.idHash]);
    const args = [...[idleMs, absoluteMs, version].map(String), from.idHash, to.idHash, record, sealed];
    const [moved] = await this.redis.script(MOVE, [this.redis.keys.index(from.tag), ...keys], args);
    this.#forget(from.tag, [from.idHash, to.idHash]);
    return asNumber(moved) === 1;
  }

  async touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean> {
    const [done] = await this.redis.onSession(TOUCH, ref, [String(idleMs), String(absoluteExpiresAt)]);
    return asNumber(done) === 1;
  }

  async list(tag: HashTag): Promise<SessionIdHash[]> {
    const index = this.redis.keys.index(tag);
    return asArray(await this.redis.ask(index, ['ZRANGE', index, '0', '-1'])).map(asIdHash);
  }

  async end(tag: HashTag, idHashes: readonly SessionIdHash[], revoke: boolean): Promise<EndedSessions> {
    const reply = await this.redis.script(
      END,
      [this.redis.keys.index(tag), this.redis.keys.revocations(tag), ...this.#keys(tag, idHashes)],
      [revoke ? '1' : '0', String(LIMITS.revocationsMs), ...idHashes],
    );
    this.#forget(tag, idHashes);
    return parseEnded(reply);
  }

  async prune(tag: HashTag, idHashes: readonly SessionIdHash[]): Promise<void> {
    if (idHashes.length === 0) return;
    const keys = idHashes.map((idHash) => this.redis.keys.session({ tag, idHash }));
    await this.redis.script(PRUNE, [this.redis.keys.index(tag), ...keys], [...idHashes]);
  }

  /** @param besides what to do should the user have sessions that are not in `others` */
  #create(
    session: NewSession,
    others: readonly SessionIdHash[],
    besides: 'no others' | 'whatever others',
  ): Promise<unknown[]> {
    const { idleMs, absoluteMs, maxSessions, replaces, record, sealed, data } = session;
    const { tag, idHash } = session.ref;
    const numbers = [idleMs, absoluteMs, maxSessions, LIMITS.revocationsMs].map(String);
    const fields = [...data].flatMap(([name, value]) => [`d:${name}`, value]);
    const strict = besides === 'no others' ? '1' : '0';
    return this.redis.script(
      CREATE,
      [this.redis.keys.index(tag), this.redis.keys.revocations(tag), ...this.#keys(tag, [idHash, ...others])],
      [...numbers, replaces ?? '', idHash, record, sealed, strict, String(data.size), ...fields, ...others],
    );
  }

  /** Session and details of each. */
  #keys(tag: HashTag, idHashes: readonly SessionIdHash[]): string[] {
    return idHashes.flatMap((idHash) => [
      this.redis.keys.session({ tag, idHash }),
      this.redis.keys.details({ tag, idHash }),
    ]);
  }

  #forget(tag: HashTag, idHashes: readonly SessionIdHash[]): void {
    for (const idHash of idHashes) this.redis.reads.invalidate(this.redis.keys.session({ tag, idHash }));
  }
}

function parseEnded([remaining, ...members]: unknown[]): EndedSessions {
  return { ended: members.map(asIdHash), remaining: asNumber(remaining) };
}

const asIdHash = (value: unknown) => sessionIdHash(asText(value));
