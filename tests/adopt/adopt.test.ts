import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO, signInEmbedded } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { startRedis, type TestRedis } from '@/tests/support/redis';
import { COOKIE, sessionCookie } from '@/tests/support/session-cookie';
import { type AdoptedApp, adopt } from './adopted-app';

const VARIANTS = [
  { version: '15.5', having: ['middleware.ts'] },
  { version: '16', having: ['middleware.ts'] },
  { version: '16', having: ['proxy.ts'] },
];
/** `ADOPT=all`, or one such as `ADOPT=16+proxy.ts`. */
const asked = process.env.ADOPT ?? '';
const nameOf = ({ version, having }: (typeof VARIANTS)[number]) => `${version}+${having[0]}`;

let browser: Browser;
let redis: TestRedis;

describe.skipIf(asked === '')('docs/adopt.md, followed to the letter', () => {
  beforeAll(async () => {
    [browser, redis] = await Promise.all([launchChromium(), startRedis()]);
  });
  afterAll(() => Promise.all([browser?.close(), redis?.stop()]));

  describe.each(VARIANTS.filter((variant) => ['all', nameOf(variant)].includes(asked)))(
    'in create-next-app $version with $having.0',
    ({ version, having }) => {
      let app: AdoptedApp;

      beforeAll(async () => {
        app = await adopt({ version, having, redisUrl: redis.url });
      }, 900_000);

      afterAll(() => app?.stop());

      test('the pages that were there work as before', async () => {
        const page = await browser.newPage();
        const said: string[] = [];
        // `create-next-app --empty` has no icon, and browsers ask for one.
        page.on('console', (message) => {
          if (!message.location().url.endsWith('/favicon.ico')) said.push(message.text());
        });
        page.on('pageerror', (error) => said.push(String(error)));
        const answer = await page.goto(`${app.origin}/`);
        await page.waitForLoadState('networkidle');
        expect(answer?.status()).toBe(200);
        expect(said).toEqual([]);
        await page.close();
      });

      test('a user signs in, comes back, and signs out', async () => {
        const context = await browser.newContext();
        const page = await signedIn(context, app.origin);
        expect((await context.cookies()).map(({ name }) => name)).toEqual([COOKIE]);
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await expect
          .poll(async () => (await context.cookies()).some(({ name }) => name === COOKIE))
          .toBe(false);
        await page.goto(`${app.origin}/reports`);
        await page.waitForURL(`${app.origin}/sign-in?returnTo=%2Freports`);
        await context.close();
      });

      test('a session that is ended elsewhere is over at once, on the open page and by its cookie', async () => {
        const [here, there] = await Promise.all([browser.newContext(), browser.newContext()]);
        const [page, other] = await Promise.all([signedIn(here, app.origin), signedIn(there, app.origin)]);
        const ticket = (await sessionCookie(there)).value;
        await page.getByRole('button', { name: 'Sign out on all devices' }).click();
        await other.waitForURL((url) => url.pathname !== '/reports');
        const user = await fetch(`${app.origin}/api/auth/session`, {
          headers: { cookie: `${COOKIE}=${ticket}` },
        });
        expect(user.status).toBe(401);
        await other.goto(`${app.origin}/reports`);
        await other.waitForURL(`${app.origin}/sign-in?**`);
        await Promise.all([here.close(), there.close()]);
      });

      test('nobody else gets the page, and other sites change nothing', async () => {
        const signedOut = await fetch(`${app.origin}/reports`, { redirect: 'manual' });
        expect([signedOut.status, signedOut.headers.get('location')]).toEqual([
          307,
          '/sign-in?returnTo=%2Freports',
        ]);
        const forged = await fetch(`${app.origin}/reports`, {
          redirect: 'manual',
          headers: { cookie: `${COOKIE}=s.k1.x` },
        });
        expect(await forged.text()).not.toContain('Reports of');
        const elsewhere = { method: 'POST', headers: { origin: 'https://elsewhere.example' } };
        expect((await fetch(`${app.origin}/api/auth/sign-out`, elsewhere)).status).toBe(403);
      });
    },
  );
});

async function signedIn(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/reports`);
  await page.waitForURL(`${origin}/sign-in?returnTo=%2Freports`);
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${origin}/reports`);
  await page.getByRole('heading', { name: /^Reports of / }).waitFor();
  return page;
}
