import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cognito } from '@/local/testing/cognito';
import { newSrpClient } from '@/local/tests/support/amplify-srp';
import { createAccount } from '@/tests/support/crowd';
import { CLIENT_ID, POOL_ID } from '@/tests/support/token-probe';
import { type HostingStack, startHostingStack } from './support/hosting-stack';
import { pause, SoakSession } from './support/soak-session';

const PEOPLE = 100;
const ENVIRONMENTS = 8;
/** People who do something at the same time: more than there are environments, so that some wait. */
const AT_ONCE = 12;
/** Milliseconds after which the host ends an environment that nobody asks. */
const IDLE_END_MS = 1500;
/** Milliseconds of asking, by everyone, before and after a rest in which every environment ends. */
const ASKING_MS = 6_000;
const REVOKED_WITHIN_MS = 30_000;
/** Share of questions that may go unanswered: none does, unless the machine stalls for as long as Redis is waited for. */
const MOST_UNAVAILABLE = 0.05;

let stack: HostingStack;
const sessions: SoakSession[] = [];

beforeAll(async () => {
  stack = await startHostingStack({ maxEnvironments: ENVIRONMENTS, cutShare: 0.05, idleEndMs: IDLE_END_MS });
  const cognito = new Cognito(stack.aws.url);
  const accounts = Array.from({ length: PEOPLE }, (_, person) =>
    createAccount(cognito, { name: `Member Number ${person}`, email: `member.${person}@example.com` }),
  );
  await Promise.all(accounts);
  // Access tokens run out within the test, so that sessions are refreshed meanwhile.
  await stack.aws.control.setTokenValidity({ accessSeconds: 20 });
}, 180_000);

afterAll(() => stack?.stop());

/** Signs in, uses it, and, each third person, has it revoked or signs out. */
async function live(person: number, client: Awaited<ReturnType<typeof newSrpClient>>): Promise<void> {
  const start = async () => {
    const session = await SoakSession.start(stack.origin, person, client);
    sessions.push(session);
    await session.ask();
    return session;
  };
  const own = await start();
  await pause(Math.random() * 400);
  if (person % 3 === 0) {
    const other = await start();
    await own.revoke(other);
    await other.ask();
  }
  await own.ask();
  if (person % 3 === 1) await own.signOut();
}

async function everyoneLives(): Promise<void> {
  const people = Array.from({ length: PEOPLE }, (_, person) => person).values();
  const work = async () => {
    const client = await newSrpClient(POOL_ID);
    for (const person of people) await live(person, client);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Crowds of different sizes with rests between them, so that environments sleep. */
async function everyoneAsks(): Promise<void> {
  const until = performance.now() + ASKING_MS;
  while (performance.now() < until) {
    const crowd = Array.from({ length: 1 + Math.floor(Math.random() * AT_ONCE) }, () => {
      const session = sessions[Math.floor(Math.random() * sessions.length)];
      return session?.ask();
    });
    await Promise.all(crowd);
    await pause(Math.random() * 300);
  }
}

/** Refresh tokens of ended sessions that Cognito has given and still takes. */
async function tokensStillTaken(): Promise<string[]> {
  const ended = new Set(sessions.filter(({ over }) => over).map(({ family }) => family));
  const tokens = stack.awsTraffic.flatMap(({ responseBody }) => {
    const [, access] = /"(?:AccessToken|access_token)"\s*:\s*"([^"]+)"/.exec(responseBody) ?? [];
    const [, refresh] = /"(?:RefreshToken|refresh_token)"\s*:\s*"([^"]+)"/.exec(responseBody) ?? [];
    if (access === undefined || refresh === undefined) return [];
    return ended.has(String(decodeJwt(access).origin_jti)) ? [refresh] : [];
  });
  expect(tokens.length).toBeGreaterThanOrEqual(ended.size);
  const taken = await Promise.all(
    tokens.map(async (RefreshToken) => {
      const input = { RefreshToken, ClientId: CLIENT_ID };
      return (await stack.aws.control.call('GetTokensFromRefreshToken', input)).ok;
    }),
  );
  return tokens.filter((_, index) => taken[index]);
}

test('a hundred people on environments that sleep, lose connections, die and start cold', async () => {
  const began = performance.now();
  await everyoneLives();
  const lived = performance.now();
  await everyoneAsks();
  await pause(2 * IDLE_END_MS);
  const startedBeforeTheRest = stack.meter().coldStarts;
  await everyoneAsks();
  const outcomes: Record<string, number> = {};
  for (const session of sessions) {
    for (const [outcome, count] of session.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  }
  const meter = stack.meter();
  process.stdout.write(
    `soak: ${Math.round((lived - began) / 1000)} s, ${JSON.stringify({ sessions: sessions.length, ...outcomes, ...meter })}\n`,
  );
  expect(sessions.flatMap(({ person, wrong }) => wrong.map((what) => `${person}: ${what}`))).toEqual([]);
  const { unavailable = 0 } = outcomes;
  const asked = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  expect(unavailable / asked, 'what is lost in sleep is noticed and asked again').toBeLessThan(
    MOST_UNAVAILABLE,
  );
  expect(meter.environments).toBeLessThanOrEqual(ENVIRONMENTS);
  expect(meter.coldStarts, 'some have ended and others were started').toBeGreaterThan(startedBeforeTheRest);
  await expect
    .poll(
      async () => {
        await sessions[0]?.ask();
        return (await tokensStillTaken()).length;
      },
      { timeout: REVOKED_WITHIN_MS, interval: 1000 },
    )
    .toBe(0);
}, 240_000);
