import { randomBytes, randomUUID } from 'node:crypto';
import { NO_PREFERENCES } from '../lib/preferences';
import { prove } from '../lib/proof';
import { encodeRecord, openRecord } from '../lib/session/record';
import { sealTokens } from '../lib/session/seal';
import { parseSessionKeys } from '../lib/session/session-keys';
import { userTag } from '../lib/session/ticket';
import type { Sealed } from '../lib/store/records';
import { hashTag, sessionIdHash } from '../lib/store/session-ref';
import { SESSION_KEYS } from './apps';
import { median } from './certainty';
import { USER_AGENT } from './load';
import { AUDIENCE, type BenchRedis, openEngine, realisticTokens, signIn } from './subject';

/** Bytes that Redis takes per session, each of another person, index entry and all. */
export async function measureMemory(redis: BenchRedis, sessions: number) {
  const ref = { tag: hashTag('A'.repeat(11)), idHash: sessionIdHash('B'.repeat(43)) };
  const tokens = await sealTokens(
    realisticTokens(randomUUID()),
    ref,
    parseSessionKeys(SESSION_KEYS, AUDIENCE),
  );
  return {
    sessions,
    withTokens: await bytesPerSession(redis, sessions, tokens),
    withoutTokens: await bytesPerSession(redis, sessions, prove('')),
    sealedTokens: tokens.length,
  };
}

async function bytesPerSession(redis: BenchRedis, sessions: number, sealed: Sealed): Promise<number> {
  const { store, service } = openEngine(redis.redis.url);
  await redis.admin.flushDb();
  await store.ping();
  const before = await redis.memory();
  for (let done = 0; done < sessions; done += 500) {
    await Promise.all(
      Array.from({ length: Math.min(500, sessions - done) }, () => store.sessions.create(newSession(sealed))),
    );
  }
  const bytes = ((await redis.memory()) - before) / sessions;
  await redis.admin.flushDb();
  await service.close();
  return Math.round(bytes);
}

/** A session that nobody has used, for somebody new. */
export function newSession(sealed: Sealed) {
  const { idToken, method, client } = signIn();
  const now = Date.now();
  const draft = {
    identity: idToken.identity,
    method,
    client,
    createdAt: now,
    authenticatedAt: now - 3000,
    absoluteExpiresAt: now + 2_592_000_000,
    accessExpiresAt: now + 900_000,
    groupsConfirmed: true,
    remembered: true,
    browserKey: null,
    preferences: NO_PREFERENCES,
  };
  const ref = {
    tag: userTag('bench', idToken.identity.sub),
    idHash: sessionIdHash(randomBytes(32).toString('base64url')),
  };
  const record = encodeRecord(draft, ref, parseSessionKeys(SESSION_KEYS, AUDIENCE));
  const lives = { idleMs: 604_800_000, absoluteMs: 2_592_000_000 };
  return { ref, record, sealed, data: new Map<string, string>(), ...lives, maxSessions: 20, replaces: null };
}

/** Milliseconds to list and to end all sessions of one person, Cognito's answers taken as immediate. */
export async function measurePeople(redis: BenchRedis) {
  const { service } = openEngine(redis.redis.url);
  const rows: { sessions: number; listMs: number; endAllMs: number }[] = [];
  for (const sessions of [1, 10, 1000]) {
    const lists: number[] = [];
    const ends: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const sub = randomUUID();
      for (let i = 0; i < sessions; i += 1) await service.start(signIn(sub));
      lists.push(await duration(() => service.list(sub)));
      ends.push(await duration(() => service.endAll(sub, 'signed_out')));
    }
    rows.push({ sessions, listMs: median(lists), endAllMs: median(ends) });
  }
  await service.close();
  return rows;
}

async function duration(action: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await action();
  return performance.now() - before;
}

/** Redis commands per verification in the app, as Redis counts them. */
export async function measureCommands(redis: BenchRedis, port: number) {
  const { service } = openEngine(redis.redis.url);
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const people = await Promise.all(Array.from({ length: 50 }, () => service.start(signIn())));
    const ask = () => Promise.all(people.map(({ ticket }) => askApp(port, ticket)));
    cold.push(await commandsDuring(redis, ask));
    warm.push(await commandsDuring(redis, ask));
  }
  await service.close();
  return { cold: median(cold) / 50, warm: median(warm) / 50 };
}

async function commandsDuring(redis: BenchRedis, action: () => Promise<unknown>): Promise<number> {
  const before = await redis.commands();
  await action();
  return (await redis.commands()) - before - 1;
}

/** Once more on a refusal: on a machine that stalls, Redis may have been too slow for the app's time limit. */
async function askApp(port: number, ticket: string, tries = 3): Promise<void> {
  const headers = { cookie: `latchkey=${ticket}`, 'user-agent': USER_AGENT };
  const response = await fetch(`http://127.0.0.1:${port}/api/bench/handler/verified`, { headers });
  if ((await response.text()).includes('"ok"')) return;
  if (tries === 1) throw new Error(`the session was not verified: ${response.status}`);
  await askApp(port, ticket, tries - 1);
}

/** Signs the bench's person in and keeps a plain hash for the bare lookup. @returns the cookie */
export async function prepareCookie(redis: BenchRedis): Promise<string> {
  const { service, store } = openEngine(redis.redis.url);
  const { ticket, session } = await service.start(signIn());
  const stored = await store.sessions.read(session.ref);
  if (!stored) throw new Error('the session was not stored');
  const text = openRecord(stored.record, session.ref, parseSessionKeys(SESSION_KEYS, AUDIENCE));
  const { s, a, i, c, x } = JSON.parse(text ?? '') as Record<string, string>;
  await redis.admin.hSet(`bench:${ticket}`, {
    s: `${s}`,
    a: `${a}`,
    i: `${i}`,
    c: `${c}`,
    x: `${x}`,
    record: stored.record,
  });
  await service.close();
  return `latchkey=${ticket}`;
}
