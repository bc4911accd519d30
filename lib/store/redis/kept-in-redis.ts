import type { DataLimits, PendingRevocation, RevocationClaim, SessionRef, StoredEvent } from '../port';
import { KEPT, storeKeys } from '../schema';
import * as kept from './kept-scripts';
import { RedisCommands } from './redis-commands';
import { asArray, asNumber, asPairs, asText, asTextOrNull } from './reply';

/** What is kept beside the sessions: app data, revocations to come, the security log, one-time values. */
export class KeptInRedis extends RedisCommands {
  async readData(ref: SessionRef, name: string): Promise<string | null> {
    const key = storeKeys.stash(ref);
    return asTextOrNull(await this.command(key, ['HGET', key, `d:${name}`]));
  }

  async readAllData(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(asPairs(await this.script(kept.READ_ALL_DATA, [storeKeys.stash(ref)], [])));
  }

  async writeData(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'> {
    const args = [`d:${name}`, value, String(limits.maxTotalBytes), String(limits.guestMs ?? '')];
    const outcome = asText((await this.script(kept.WRITE_DATA, [storeKeys.stash(ref)], args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'too_large';
  }

  async deleteData(ref: SessionRef, name: string): Promise<boolean> {
    const key = storeKeys.stash(ref);
    return asNumber(await this.command(key, ['HDEL', key, `d:${name}`])) === 1;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    await this.script(kept.DROP_GUEST, [storeKeys.session(ref), storeKeys.stash(ref)], []);
  }

  async scheduleRevocations(tag: string, delayMs: number): Promise<void> {
    const args = [tag, String(delayMs), String(KEPT.revocationsMs)];
    await this.script(kept.SCHEDULE_REVOCATIONS, [storeKeys.revocationsDue], args);
  }

  async claimRevocations(limit: number, leaseMs: number): Promise<RevocationClaim[]> {
    const args = [String(limit), String(leaseMs)];
    const [lease, ...tags] = await this.script(kept.CLAIM_REVOCATIONS, [storeKeys.revocationsDue], args);
    return tags.map((tag) => ({ tag: asText(tag), lease: asNumber(lease) }));
  }

  async queueRevocation(tag: string, field: string, sealed: string): Promise<void> {
    const args = [field, sealed, String(KEPT.revocationsMs)];
    await this.script(kept.QUEUE_REVOCATION, [storeKeys.revocations(tag)], args);
  }

  async pendingRevocations(tag: string): Promise<PendingRevocation[]> {
    const pairs = asPairs(await this.script(kept.PENDING_REVOCATIONS, [storeKeys.revocations(tag)], []));
    return pairs.map(([field, sealed]) => ({ field, sealed }));
  }

  async settleRevocation(tag: string, field: string): Promise<void> {
    const key = storeKeys.revocations(tag);
    await this.command(key, ['HDEL', key, field]);
  }

  async retireClaim({ tag, lease }: RevocationClaim): Promise<void> {
    await this.script(kept.RETIRE_CLAIM, [storeKeys.revocationsDue], [tag, String(lease)]);
  }

  async appendEvents(tag: string, events: readonly string[]): Promise<void> {
    const args = [String(KEPT.events), String(KEPT.eventsMs), ...events];
    await this.script(kept.APPEND_EVENTS, [storeKeys.events(tag)], args);
  }

  async readEvents(tag: string, limit: number): Promise<StoredEvent[]> {
    const key = storeKeys.events(tag);
    const reply = await this.command(key, ['XREVRANGE', key, '+', '-', 'COUNT', String(limit)]);
    return asArray(reply).map((entry) => {
      const [id, fields] = asArray(entry);
      return { id: asText(id), at: Number(asText(id).split('-')[0]), event: asText(asArray(fields)[1]) };
    });
  }

  async rememberBrowser(tag: string, browserHash: string): Promise<'first' | 'known' | 'new'> {
    const args = [browserHash, String(KEPT.browsers), String(KEPT.browsersMs)];
    const [answer] = await this.script(kept.REMEMBER_BROWSER, [storeKeys.browsers(tag)], args);
    const outcome = asText(answer);
    return outcome === 'first' || outcome === 'known' ? outcome : 'new';
  }

  async notePerson(name: string, sub: string, ttlMs: number): Promise<void> {
    const args = [sub, String(ttlMs), String(KEPT.namesakes)];
    await this.script(kept.NOTE_PERSON, [storeKeys.person(name)], args);
  }

  async findPeople(name: string): Promise<string[]> {
    const key = storeKeys.person(name);
    return asArray(await this.command(key, ['ZREVRANGE', key, '0', '-1'])).map(asText);
  }

  async putOnce(key: string, value: string, ttlMs: number): Promise<void> {
    const name = storeKeys.once(key);
    await this.command(name, ['SET', name, value, 'PX', String(ttlMs)]);
  }

  async takeOnce(key: string): Promise<string | null> {
    const name = storeKeys.once(key);
    return asTextOrNull(await this.command(name, ['GETDEL', name]));
  }
}
