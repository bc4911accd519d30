import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { type Account, createAccount } from '@/test-kit/accounts';
import { withCacheComponents } from '@/tests/support/next-ways';
import { POOL_ID } from '@/tests/support/token-probe';
import { testOnCopy } from './fixture';

/** What must not be: a session read where the answer is kept for everyone. */
const SHARED_SESSION = `
import { json, route } from '@/lib/http/respond';
import { verifySession } from '@/lib/data/viewer';

async function viewerForAll() {
  'use cache';
  return verifySession();
}

export const GET = route('shared-session', async () => json(await viewerForAll()));
`;

/** The recipe put where a team would have it. */
const test = testOnCopy('cached-pages', (path) => {
  withCacheComponents(path);
  const app = (file: string) => join(path, 'app', file);
  for (const folder of ['prices', '(site)/orders', 'api/shared-session']) mkdirSync(app(folder));
  const place = (recipe: string, file: string) =>
    copyFileSync(join(path, 'examples/recipes', recipe), app(file));
  place('prices.ts', 'prices/prices.ts');
  place('cached-page.tsx', 'prices/page.tsx');
  place('prices.ts', '(site)/orders/prices.ts');
  place('orders.ts', '(site)/orders/orders.ts');
  place('cached-beside-verified.tsx', '(site)/orders/page.tsx');
  writeFileSync(app('api/shared-session/route.ts'), SHARED_SESSION);
  const table = join(path, 'lib/http/routes.ts');
  writeFileSync(table, readFileSync(table, 'utf8').replace('prerendered: []', "prerendered: ['/prices']"));
});

/** A build of minutes, so only when asked for: `ON_NEXT=cacheComponents npm test -- --project e2e tests/e2e/cached-pages`. */
describe.runIf(process.env.ON_NEXT === 'cacheComponents')('with cacheComponents', () => {
  // For its time limit.
  test.beforeAll(({ stack }) => expect(stack.origin).toMatch(/^http/), 600_000);

  test('a cached page is the same to the byte for two users and a stranger, and tells of nobody', async ({
    stack,
    user,
    visit,
  }) => {
    const other = await createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID });
    const pages = [await visit.signedIn(user), await visit.signedOut(), await visit.signedIn(other)];
    const bodies: string[] = [];
    const payloads: string[] = [];
    for (const page of [...pages, ...pages]) {
      bodies.push(await textAt(page, '/prices'));
      payloads.push(await textAt(page, '/prices', { rsc: '1' }));
    }
    expect(new Set(bodies).size).toBe(1);
    expect(new Set(payloads).size).toBe(1);
    expect(bodies[0]).toContain('<h1>Prices</h1>');
    for (const text of [...bodies, ...payloads]) expect(namesIn(text, [user, other])).toEqual([]);
  });

  test('the scripts of both run under their policies, and the verified page has the strict one', async ({
    user,
    visit,
  }) => {
    const page = await visit.signedIn(user);
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    for (const [path, rule] of [
      ['/prices', "script-src 'self' 'unsafe-inline'"],
      ['/orders', "script-src 'nonce-"],
    ] as const) {
      const answer = await page.goto(path);
      expect(answer?.headers()['content-security-policy']).toContain(rule);
      await page.waitForFunction(() => 'next' in window);
    }
    expect(refused).toEqual([]);
  });

  test('users who take turns on a verified page share what is cached for all, and nothing else', async ({
    stack,
    user,
    visit,
  }) => {
    const other = await createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID });
    const people = [
      { account: user, page: await visit.signedIn(user), rival: other },
      { account: other, page: await visit.signedIn(other), rival: user },
    ];
    const prices = new Set<string | undefined>();
    const orders = new Map<string, Set<string | undefined>>();
    for (const { account, page, rival } of [...people, ...people, ...people]) {
      const text = await textAt(page, '/orders');
      expect(text).toContain(`Orders of <!-- -->${account.name}`);
      expect(namesIn(text, [rival])).toEqual([]);
      prices.add(/<time>([^<]+)/.exec(text)?.[1]);
      const own = orders.get(account.email) ?? new Set();
      orders.set(account.email, own.add(/<output>([^<]+)/.exec(text)?.[1]));
    }
    expect([...prices]).toEqual([expect.stringMatching(/^2\d{3}-/)]);
    const [first = new Set(), second = new Set()] = orders.values();
    expect([first.size, second.size]).toEqual([1, 1]);
    expect([...first]).not.toEqual([...second]);
  });

  test('whoever was signed out elsewhere is led to sign in, with nothing of a verified page', async ({
    user,
    visit,
  }) => {
    const [page, elsewhere] = [await visit.signedIn(user), await visit.signedIn(user)];
    // Else it would hear of the end first.
    await page.goto('/prices');
    expect((await elsewhere.request.delete('/api/account/sessions?scope=others')).status()).toBe(200);
    const text = await textAt(page, '/orders');
    expect(namesIn(text, [user])).toEqual([]);
    expect(text).toContain('NEXT_REDIRECT;replace;/sign-in?returnTo=%2Forders');
    await page.goto('/orders');
    await page.waitForURL('/sign-in?returnTo=%2Forders&error=session_ended');
  });

  test('Next refuses to read a session where the answer is for everyone', async ({ user, visit }) => {
    const [page, stranger] = [await visit.signedIn(user), await visit.signedOut()];
    for (const asking of [page, stranger, page]) {
      const answer = await asking.request.get('/api/shared-session');
      expect(answer.status()).toBe(500);
      expect(namesIn(await answer.text(), [user])).toEqual([]);
    }
  });
});

async function textAt(page: Page, path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await page.request.get(path, { headers });
  expect([new URL(answer.url()).pathname, answer.status()]).toEqual([path, 200]);
  return answer.text();
}

/** Which of what is known of people a text contains. */
function namesIn(text: string, people: readonly Account[]): string[] {
  return people.flatMap(({ sub, name, email }) => [sub, name, email]).filter((known) => text.includes(known));
}
