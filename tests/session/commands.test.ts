import { afterAll, beforeAll, expect, test } from 'vitest';
import { newGuestTicket } from '../../lib/session/ticket';
import { startRedis, type TestRedis } from '../support/redis';
import { type CommandCounter, countCommands } from '../support/redis-commands';
import { TestEngine } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;
let counter: CommandCounter;

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url });
  counter = await countCommands(redis.url);
  // The first of each script is sent twice: Redis does not know it yet.
  for (const operation of Object.values(OPERATIONS)) await (await operation())();
}, 60_000);

afterAll(async () => {
  counter?.close();
  await engine?.close();
  await redis?.stop();
});

/** Each prepares, and answers with what is counted. */
const OPERATIONS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'a sign-in': async () => {
    const identity = await engine.cognito.person();
    const tokens = await engine.cognito.signIn(identity);
    return () => engine.signIn({ identity, tokens, previous: newGuestTicket(Date.now()) });
  },
  'a first read': async () => {
    const who = await engine.signIn();
    return () => engine.read(who);
  },
  'a read that is remembered': async () => {
    const who = await engine.signIn();
    await engine.read(who);
    return () => engine.read(who);
  },
  'a refresh': async () => {
    const who = await engine.signIn({ accessLifeMs: -1000 });
    return () => engine.read(who);
  },
  'a list of one device': async () => {
    const { identity } = await engine.signIn();
    return () => engine.service.list(identity.sub);
  },
  'a sign-out': async () => {
    const { session } = await engine.signIn();
    return () => engine.service.end(session.ref, 'signed_out');
  },
  'a revocation by its owner': async () => {
    const { identity, session } = await engine.signIn();
    return () => engine.service.endByPublicId(identity.sub, session.publicId, 'ended_by_owner');
  },
};

/** A number that goes up is a price that every user pays: say in the commit why it is worth it, or take it back. */
const COSTS: Readonly<Record<keyof typeof OPERATIONS, number>> = {
  'a sign-in': 4,
  'a first read': 1,
  'a read that is remembered': 0,
  'a refresh': 5,
  'a list of one device': 2,
  'a sign-out': 5,
  'a revocation by its owner': 6,
};

test('an operation sends Redis no more commands than it is known to', async () => {
  const counted: Record<string, number> = {};
  for (const [name, prepare] of Object.entries(OPERATIONS)) {
    const rounds: number[] = [];
    for (let round = 0; round < 3; round += 1) rounds.push(await counter.during(await prepare()));
    // What is done in the background now and then only adds.
    counted[name] = Math.min(...rounds);
  }
  expect(counted).toEqual(COSTS);
});
