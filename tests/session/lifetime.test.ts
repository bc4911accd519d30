import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestCognito } from './support/cognito';
import { BROWSER, type SignedIn, TestEngine } from './support/engine';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The clock of store and engine alike; the embedded store reads it, so days pass at once. */
let now: number;
let cognito: TestCognito;
let engine: TestEngine;

beforeAll(async () => {
  cognito = await TestCognito.start();
});
afterAll(() => cognito.stop());
beforeEach(async () => {
  now = Date.now();
  engine = await TestEngine.open({ store: { kind: 'embedded' }, cognito, hooks: { now: () => now } });
});
afterEach(() => engine.close());

/** Access tokens that outlive the test's days: this is about sessions. */
const signIn = (change: Parameters<TestEngine['signIn']>[0] = {}) =>
  engine.signIn({ accessLifeMs: 400 * DAY, ...change });

async function isAlive(who: SignedIn): Promise<boolean> {
  return (await engine.read(who)) !== null;
}

describe('a session', () => {
  test('ends when it has not been used for seven days, to the millisecond', async () => {
    const who = await signIn();
    now += 7 * DAY - 1;
    expect(await isAlive(who)).toBe(true);
    now += 7 * DAY - 1;
    expect(await isAlive(who)).toBe(true);
    now += 7 * DAY;
    expect(await isAlive(who)).toBe(false);
  });

  test('that is used every day lives for thirty days and not a millisecond longer', async () => {
    const who = await signIn();
    const end = who.session.absoluteExpiresAt;
    expect(end).toBe(now + 30 * DAY);
    while (now + DAY < end) {
      expect(await isAlive(who)).toBe(true);
      now += DAY;
    }
    now = end - 1;
    expect(await isAlive(who)).toBe(true);
    now = end;
    expect(await isAlive(who)).toBe(false);
    expect(await engine.service.list(who.identity.sub)).toEqual([]);
  });

  test('that is not remembered lives for twelve hours, and its cookie as long as the browser', async () => {
    const who = await signIn({ remember: false });
    expect(who.maxAgeSeconds).toBeNull();
    expect(who.ticket.expiresAt - now).toBeGreaterThanOrEqual(12 * HOUR);
    now += 12 * HOUR - 1;
    expect(await isAlive(who)).toBe(true);
    now += 1;
    expect(await isAlive(who)).toBe(false);
  });

  test('writes its use down at most once a minute', async () => {
    const who = await signIn();
    const first = (await engine.read(who))?.lastSeenAt;
    now += MINUTE - 1;
    await engine.read(who);
    expect((await engine.read(who))?.lastSeenAt).toBe(first);
    now += 1;
    await engine.read(who);
    expect((await engine.read(who))?.lastSeenAt).toBe(now);
  });

  test('has a cookie of the same life as itself, of at most 200 bytes', async () => {
    const who = await signIn();
    expect(who.maxAgeSeconds).toBe(30 * 86_400);
    expect(Buffer.byteLength(`__Host-latchkey=${who.value}`)).toBeLessThanOrEqual(200);
  });
});

describe('signing in', () => {
  test('gives a new id every time, and ends the session that this browser had', async () => {
    const first = await signIn();
    const second = await signIn({ identity: first.identity, previous: first.ticket });
    expect(second.ticket.id).not.toBe(first.ticket.id);
    expect(second.ticket.browserId).toBe(first.ticket.browserId);
    expect(await isAlive(first)).toBe(false);
    const other = await signIn({ previous: second.ticket });
    expect(other.ticket.tag).not.toBe(second.ticket.tag);
    expect(await isAlive(second)).toBe(false);
    expect(await isAlive(other)).toBe(true);
    await expect.poll(() => cognito.isRevoked(second.tokens)).toBe(true);
  });

  test("moves a guest's data over, under the new id", async () => {
    const { newGuestTicket } = await import('../../lib/session/ticket');
    const guest = newGuestTicket(now);
    await engine.service.appData.set(guest, 'theme', 'dark');
    expect(await engine.service.read(guest, BROWSER)).toBeNull();
    const who = await signIn({ previous: guest });
    expect(who.ticket.id).not.toBe(guest.id);
    expect(who.ticket.browserId).toBe(guest.browserId);
    expect(await engine.service.appData.get(who.ticket, 'theme')).toBe('dark');
    expect(await engine.service.appData.get(guest, 'theme')).toBeNull();
    await engine.service.end(who.session.ref, 'signed_out');
    expect(await engine.service.appData.get(who.ticket, 'theme')).toBeNull();
  });

  test('for the twenty-first time ends the oldest session', async () => {
    const identity = await cognito.person();
    const all: SignedIn[] = [];
    for (let i = 0; i < 21; i += 1) {
      all.push(await signIn({ identity }));
      now += 1000;
    }
    expect(await Promise.all(all.map(isAlive))).toEqual([false, ...Array(20).fill(true)]);
    const activity = await engine.service.activity(identity.sub);
    expect(activity.filter(({ type }) => type === 'ended').map(({ reason }) => reason)).toEqual([
      'too_many_sessions',
    ]);
  });

  test('on a second browser is told apart from signing in again on the first', async () => {
    const identity = await cognito.person();
    const first = await signIn({ identity });
    await signIn({ identity, previous: first.ticket });
    now += 1;
    await signIn({ identity });
    const types = (await engine.service.activity(identity.sub)).map(({ type }) => type);
    expect(types.filter((type) => type === 'new_device')).toHaveLength(1);
    expect(types[0]).toBe('new_device');
  });
});

describe('ending', () => {
  test("one session by its public id works for one's own only", async () => {
    const [mine, theirs] = [await signIn(), await signIn()];
    const { service } = engine;
    expect(await service.endByPublicId(mine.identity.sub, theirs.session.publicId, 'ended_by_owner')).toBe(
      false,
    );
    expect(await service.endByPublicId(mine.identity.sub, 'unknown', 'ended_by_owner')).toBe(false);
    expect(await isAlive(theirs)).toBe(true);
    expect(await service.endByPublicId(theirs.identity.sub, theirs.session.publicId, 'ended_by_owner')).toBe(
      true,
    );
    expect(await isAlive(theirs)).toBe(false);
    expect(await service.endByPublicId(theirs.identity.sub, theirs.session.publicId, 'ended_by_owner')).toBe(
      false,
    );
  });

  test('is told to whoever waits for it', async () => {
    const who = await signIn();
    const waiting = engine.service.untilEnded(who.ticket, new AbortController().signal);
    await engine.service.end(who.session.ref, 'signed_out');
    await waiting;
    expect(await isAlive(who)).toBe(false);
  });

  test('waiting for it can be given up', async () => {
    const who = await signIn();
    const impatience = new AbortController();
    const waiting = engine.service.untilEnded(who.ticket, impatience.signal);
    impatience.abort();
    const abortedAt = performance.now();
    await waiting;
    expect(performance.now() - abortedAt).toBeLessThan(500);
    expect(await isAlive(who)).toBe(true);
  });
});

function changePassword({ session, ticket }: SignedIn) {
  return engine.service.credentialChanges.follow({
    change: 'password_changed',
    session,
    ticket,
    client: BROWSER,
    language: 'en',
  });
}

test('a change of credentials moves the session to a new id, with tokens and data', async () => {
  const who = await signIn();
  await engine.service.appData.set(who.ticket, 'theme', 'dark');
  now += DAY;
  const renewed = await changePassword(who);
  if (!renewed) throw new Error('the session was not renewed');
  const ticket = engine.ticket(renewed.ticket);
  expect(ticket.id).not.toBe(who.ticket.id);
  expect(await isAlive(who)).toBe(false);
  const session = await engine.service.read(ticket, BROWSER);
  expect(session).toMatchObject({ identity: who.identity, absoluteExpiresAt: who.session.absoluteExpiresAt });
  expect(await engine.service.tokens(renewed.session)).toEqual(who.tokens);
  expect(await engine.service.tokens(renewed.session, { force: true })).not.toEqual(who.tokens);
  expect(await engine.service.appData.get(ticket, 'theme')).toBe('dark');
  expect(await cognito.isRevoked(who.tokens)).toBe(false);
  expect(await changePassword(who)).toBeNull();
});

async function reasonsOf(sub: string): Promise<string[]> {
  return (await engine.service.activity(sub)).map(({ type, reason }) =>
    reason ? `${type} ${reason}` : type,
  );
}

test('a change of credentials ends the person’s other sessions, and nobody else’s', async () => {
  const who = await signIn();
  const [other, stranger] = [await signIn({ identity: who.identity }), await signIn()];
  const moved = await changePassword(who);
  expect(moved?.session.publicId).not.toBe(who.session.publicId);
  expect([await isAlive(other), await isAlive(stranger)]).toEqual([false, true]);
  expect((await engine.service.list(who.identity.sub)).map(({ publicId }) => publicId)).toEqual([
    moved?.session.publicId,
  ]);
  // Of one millisecond, so what came of the change stands above it.
  expect((await reasonsOf(who.identity.sub)).slice(0, 2)).toEqual([
    'ended password_changed',
    'password_changed',
  ]);
  expect(await engine.service.presence.wasEndedFromElsewhere(other.ticket)).toBe(true);
});

test('a change of credentials leaves them where the policy says so, and is in the log', async () => {
  await engine.close();
  const policy = { onCredentialChange: 'keep' } as const;
  engine = await TestEngine.open({ store: { kind: 'embedded' }, cognito, hooks: { now: () => now }, policy });
  const who = await signIn();
  const other = await signIn({ identity: who.identity });
  await changePassword(who);
  await engine.service.credentialChanges.followReset(who.identity.email ?? '', BROWSER, 'en');
  expect([await isAlive(who), await isAlive(other)]).toEqual([false, true]);
  expect((await reasonsOf(who.identity.sub)).slice(0, 2)).toEqual(['password_reset', 'password_changed']);
});

test('a password that is reset ends every session of the account, not those of a provider’s account', async () => {
  const who = await signIn();
  const email = who.identity.email ?? '';
  const google = await cognito.person();
  const tokens = await cognito.signIn(google);
  const provided = { ...google, username: 'google_1048', email };
  const elsewhere = await signIn({ identity: provided, tokens, method: 'google' });
  await engine.service.credentialChanges.followReset(` ${email.toUpperCase()}`, BROWSER, 'en');
  expect([await isAlive(who), await isAlive(elsewhere)]).toEqual([false, true]);
  expect((await reasonsOf(who.identity.sub)).slice(0, 2)).toEqual([
    'ended password_changed',
    'password_reset',
  ]);
  expect(await reasonsOf(google.sub)).not.toContain('password_reset');
});

test('it ends those by a provider, too, that is linked to the account', async () => {
  const linked = await signIn({ method: 'google' });
  await engine.service.credentialChanges.followReset(linked.identity.email ?? '', BROWSER, 'en');
  expect(await isAlive(linked)).toBe(false);
});

test('signing in again in the same browser keeps the data of the same person alone', async () => {
  const who = await signIn();
  await engine.service.appData.set(who.ticket, 'theme', 'dark');
  const again = await signIn({ identity: who.identity, previous: who.ticket });
  expect([await isAlive(who), await engine.service.appData.get(again.ticket, 'theme')]).toEqual([
    false,
    'dark',
  ]);
  const stranger = await signIn({ previous: again.ticket });
  expect([await isAlive(again), await engine.service.appData.get(stranger.ticket, 'theme')]).toEqual([
    false,
    null,
  ]);
});

test('app data that is written while a session moves is not lost', async () => {
  const who = await signIn();
  let over = false;
  const moving = changePassword(who).finally(() => {
    over = true;
  });
  const written: string[] = [];
  while (!over) {
    const name = `n${written.length}`;
    const refused = await engine.service.appData.set(who.ticket, name, 'x').catch((error: Error) => error);
    if (refused) break;
    written.push(name);
  }
  const moved = await moving;
  if (!moved) throw new Error('the session was not moved');
  const kept = await engine.service.appData.all(engine.ticket(moved.ticket));
  expect([...kept.keys()].sort()).toEqual(written.sort());
  expect(written.length).toBeGreaterThan(0);
});

describe('app data', () => {
  test('is limited to 4 kB a value and 32 kB a session', async () => {
    const who = await signIn();
    const { service } = engine;
    await service.appData.set(who.ticket, 'largest', 'x'.repeat(4096));
    await expect(service.appData.set(who.ticket, 'larger', 'é'.repeat(2049))).rejects.toMatchObject({
      status: 413,
    });
    for (let i = 0; i < 6; i += 1) await service.appData.set(who.ticket, `n${i}`, 'x'.repeat(4096));
    await expect(service.appData.set(who.ticket, 'n7', 'x'.repeat(4096))).rejects.toMatchObject({
      status: 413,
    });
    expect(await service.appData.delete(who.ticket, 'n0')).toBe(true);
    await service.appData.set(who.ticket, 'n7', 'x'.repeat(4096));
    expect([...(await service.appData.all(who.ticket)).keys()]).toHaveLength(7);
  });

  test.each(['', 'a b', 'a/b', '__proto__ ', 'x'.repeat(65), 'é'])('has no name like %j', async (name) => {
    const who = await signIn();
    await expect(engine.service.appData.set(who.ticket, name, '1')).rejects.toMatchObject({ status: 400 });
    await expect(engine.service.appData.get(who.ticket, name)).rejects.toMatchObject({ status: 400 });
  });
});
