import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFailed } from 'vitest';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { type Member, signInCrowd } from '@/tests/support/crowd';
import { dieRefreshing, type Progress } from '@/tests/support/refresh-death';
import { setRefreshGrace } from '@/tests/support/refresh-grace';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import type { Stack } from '@/tests/support/stack';
import { expectAllLetIn, expectAllSentToSignIn, storm } from '@/tests/support/storm';
import { testOn } from './fixture';

const TABS = 50;
const USERS = 200;
/** How long Cognito takes for a refresh: long enough for every instance to want one meanwhile. */
const SLOW_MS = 2000;
const ACCESS_SECONDS = 4;
const SHORT_LIVED = { accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS };

const test = testOn({ instances: 4 });

/** Sessions whose access tokens have run out, one for each test that begins with one. */
let jars: CookieJar[];

test.beforeAll(async ({ stack }) => {
  jars = await untilRunOut(stack, () =>
    Promise.all(Array.from({ length: 8 }, () => signedInJar(stack.origin))),
  );
});

/** Runs sign-ins whose access tokens run out before this resolves; refreshed ones are good for long. */
async function untilRunOut<T>({ aws }: Stack, signIn: () => Promise<T>): Promise<T> {
  await aws.control.setTokenValidity(SHORT_LIVED);
  const signedIn = await signIn();
  await aws.control.setTokenValidity({});
  await sleep(ACCESS_SECONDS * 1000 + 500);
  return signedIn;
}

function nextJar(): CookieJar {
  const jar = jars.pop();
  if (jar === undefined) throw new Error('More tests than sessions that were made for them.');
  return jar;
}

/** How many refreshes reached Cognito meanwhile. */
async function refreshesDuring({ aws }: Stack, act: () => Promise<unknown>): Promise<number> {
  const before = await aws.control.refreshCount();
  await act();
  return (await aws.control.refreshCount()) - before;
}

async function expectStillSignedIn(
  { origins }: Stack,
  jar: CookieJar,
  ticket: string | undefined,
): Promise<void> {
  expectAllLetIn(await storm(jar, origins, 4));
  expect(jar.get(COOKIE)).toBe(ticket);
}

/** With the cookie that the browser still has: no way round in a circle. */
async function expectSignInPage({ origins }: Stack, jar: CookieJar): Promise<void> {
  for (const origin of origins) {
    const sent = await jar.fetch(`${origin}/protected`);
    expect(sent.status).toBe(307);
    const page = await jar.fetch(new URL(sent.headers.get('location') ?? '', origin).href);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Your session expired.');
  }
}

describe.each([60, 0])('with a grace period of %i s', (graceSeconds) => {
  test.beforeAll(({ stack }) => setRefreshGrace(stack.aws, graceSeconds));

  test('50 tabs at each of 4 instances share one refresh when the access token has run out', async ({
    stack,
  }) => {
    const jar = nextJar();
    const ticket = jar.get(COOKIE);
    const slowly = { operation: 'GetTokensFromRefreshToken', mode: 'delay', ms: SLOW_MS } as const;
    await stack.aws.control.injectFault(slowly);
    const refreshes = await refreshesDuring(stack, async () =>
      expectAllLetIn(await storm(jar, stack.origins, TABS)),
    );
    expect(refreshes).toBe(1);
    expect(await refreshesDuring(stack, () => expectStillSignedIn(stack, jar, ticket))).toBe(0);
  });

  test.for([
    ['asking Cognito', 0, 1],
    ['hearing from Cognito', 1, 1],
    ['written down', 1, 0],
  ] as const satisfies ReadonlyArray<readonly [Progress, byTheDead: number, afterwards: number]>)(
    'the others go on when an instance is killed with its refresh %s',
    async ([progress, byTheDead, afterwards], { stack }) => {
      // Only the dead instance was given the new tokens, and nobody is given them again.
      const lost = progress === 'hearing from Cognito' && graceSeconds === 0;
      const jar = nextJar();
      const ticket = jar.get(COOKIE);
      onTestFailed(() => stack.restartInstance(0));
      expect(await refreshesDuring(stack, () => dieRefreshing(stack, jar, progress))).toBe(byTheDead);
      const refreshes = await refreshesDuring(stack, async () => {
        const answers = await storm(jar, stack.origins.slice(1), TABS);
        if (lost) expectAllSentToSignIn(answers);
        else expectAllLetIn(answers);
      });
      expect(refreshes).toBe(afterwards);
      await stack.restartInstance(0);
      if (lost) await expectSignInPage(stack, jar);
      else expect(await refreshesDuring(stack, () => expectStillSignedIn(stack, jar, ticket))).toBe(0);
    },
  );
});

test(`${USERS} users who refresh at once each stay who they are`, async ({ stack }) => {
  const crowd = await untilRunOut(stack, () => signInCrowd(stack, USERS));
  const askedBy = async ({ jar }: Member, index: number) => {
    const answer = await jar.fetch(`${stack.origins[index % stack.origins.length]}/api/auth/session`);
    return answer.json();
  };
  const refreshes = await refreshesDuring(stack, async () => {
    const answers = await Promise.all(crowd.map(askedBy));
    expect(answers).toEqual(
      crowd.map(({ sub, name, email }) => expect.objectContaining({ sub, name, email })),
    );
    const atTheNext = await Promise.all(crowd.map((member, index) => askedBy(member, index + 1)));
    expect(atTheNext).toEqual(answers);
  });
  expect(refreshes).toBe(USERS);
}, 180_000);
