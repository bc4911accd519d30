import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import type { CookieJar } from '@/test-kit/cookie-jar';
import { type FormerApp, startFormerApp } from '@/tests/support/former-app';
import { COOKIE } from '@/tests/support/session-cookie';
import { testOn } from './fixture';

const AUTH_SECRET = 'a secret of the old app, as long as openssl makes it';
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const migrate = { MIGRATE_FROM: 'next-auth', MIGRATE_UNTIL: tomorrow, AUTH_SECRET };

/** Both versions are installed for this alone, from a manifest of their own: `MIGRATE=all`. */
const test = testOn({ env: migrate });
const isAsked = process.env.MIGRATE === 'all';
const folder = join(projectRoot, 'tests/former-sign-ins');

const MIGRATE = '/api/auth/migrate?returnTo=%2Fprotected';
const SIGN_IN_AGAIN = '/sign-in?returnTo=%2Fprotected&error=session_ended';

/** As its own sign-in page does it. */
async function begin(jar: CookieJar, origin: string): Promise<Response> {
  const answer = await jar.fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: `${origin}/` });
  return jar.fetch(`${origin}/api/auth/signin/cognito`, { method: 'POST', body });
}

for (const version of ['4', '5']) {
  test.describe.skipIf(!isAsked)(`cookies of next-auth ${version}`, () => {
    let former: FormerApp;
    let stranger: FormerApp;

    test.beforeAll(async ({ stack }) => {
      if (!existsSync(join(folder, 'node_modules'))) {
        const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
        execFileSync('npm', ['ci', ...flags], { cwd: folder, stdio: 'pipe' });
      }
      const start = (secret: string) =>
        startFormerApp(stack, {
          script: 'next-auth-app.mjs',
          callback: '/api/auth/callback/cognito',
          env: { NEXT_AUTH: version, AUTH_SECRET: secret },
        });
      former = await start(AUTH_SECRET);
      stranger = await start('the secret of another team');
    });
    test.afterAll(() => Promise.all([former?.stop(), stranger?.stop()]));

    test('sign a visitor in, once', async ({ stack, user, visit }) => {
      const jar = await former.signIn(user, begin);
      const names = jar.cookies().map(({ name }) => name);
      const base = version === '4' ? 'next-auth.session-token' : 'authjs.session-token';
      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual(names.map((_, index) => `${base}.${index}`));
      const header = jar.header();
      const page = await visit.signedOut();
      await page.context().addCookies(jar.cookies());
      await page.goto('/account/sessions');
      expect(new URL(page.url()).pathname).toBe('/account/sessions');
      expect(await (await page.request.get('/api/check-user')).json()).toEqual({ user: user.sub });
      expect((await page.context().cookies()).map(({ name }) => name)).toEqual([COOKIE]);
      const replay = await fetch(`${stack.origin}${MIGRATE}&again=1`, {
        headers: { cookie: header },
        redirect: 'manual',
      });
      expect(replay.headers.get('location')).toBe(SIGN_IN_AGAIN);
      expect(replay.headers.getSetCookie().filter((line) => line.startsWith(COOKIE))).toEqual([]);
    });

    test('give nothing when another team encrypted them, and are taken away', async ({ stack, user }) => {
      const jar = await stranger.signIn(user, begin);
      expect(jar.cookies().length).toBeGreaterThan(1);
      const answer = await jar.fetch(`${stack.origin}${MIGRATE}`);
      expect(answer.headers.get('location')).toBe(SIGN_IN_AGAIN);
      expect(jar.cookies()).toEqual([]);
    });
  });
}
