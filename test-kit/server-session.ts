import { AsyncLocalStorage } from 'node:async_hooks';
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external';
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external';
import { config } from '@/lib/config/config';
import { readConfig } from '@/lib/config/load';
import { prove } from '@/lib/proof';
import { cookieName } from '@/lib/session/cookie';
import type { Identity } from '@/lib/session/session';
import { sessions } from '@/lib/sessions';
import { openSessions } from '@/lib/startup';

const HOUR_MS = 3_600_000;

/**
 * Somebody's session in this process, for tests that call pages, handlers and actions as functions: no server, no
 * browser and no Cognito. The session is a real one, in the store that the environment names (the embedded one unless
 * it names a Redis); its tokens are not, so what asks Cognito wants `signIn` and a running app instead.
 */
export interface ServerSession {
  readonly identity: Identity;
  /** What this browser sends with each request. */
  readonly headers: Headers;
  /** Calls a page, a handler or an action as Next would while it answers a request of this browser. */
  run<T>(call: () => T): T;
}

let made = 0;
let isOpen = false;

/** What `instrumentation.ts` does in a server. Not when this is imported: a test may set variables before its first use. */
function openOnce(): void {
  if (isOpen) return;
  readConfig();
  openSessions();
  isOpen = true;
}

/**
 * Starts a session for somebody new.
 *
 * @param who what matters to the test, such as `{ groups: ['editors'] }`
 * @param ageMs how long ago they signed in, in milliseconds
 */
export async function newServerSession(who: Partial<Identity> = {}, ageMs = 0): Promise<ServerSession> {
  openOnce();
  made += 1;
  const sub = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  const identity: Identity = {
    sub,
    username: sub,
    email: `user.${made}@example.com`,
    emailVerified: true,
    name: `User ${made}`,
    picture: null,
    groups: [],
    ...who,
  };
  const tokens = { accessToken: 'access', idToken: 'id', refreshToken: 'refresh' };
  const { ticket } = await sessions().start({
    idToken: prove({ identity, authenticatedAt: Date.now() - ageMs, provider: null }),
    tokens: { ...tokens, accessExpiresAt: Date.now() + HOUR_MS },
    method: 'hosted',
    client: { browser: 'Chrome', system: 'Linux', address: 'unknown' },
    remember: true,
    previous: null,
  });
  const headers = new Headers({ cookie: `${cookieName(config().origin)}=${ticket}` });
  return { identity, headers, run: (call) => answering(headers, call) };
}

/** Calls a page, a handler or an action as Next would for a signed-out visitor. */
export function asSignedOut<T>(call: () => T): T {
  return answering(new Headers(), call);
}

/**
 * What `headers()` of `next/headers` looks at. Next has no public way to say so outside a server: these two stores are
 * its own, the same in 15.5 and 16.
 */
function answering<T>(headers: Headers, call: () => T): T {
  openOnce();
  if (!(workAsyncStorage instanceof AsyncLocalStorage)) {
    throw new Error(
      "Next was loaded too early. Add 'test-kit/next-environment.ts' to setupFiles in vitest.config.ts.",
    );
  }
  const request = { type: 'request', phase: 'action', headers } as Partial<WorkUnitStore> as WorkUnitStore;
  const work = { route: '/', incrementalCache: undefined } as Partial<WorkStore> as WorkStore;
  return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(request, call));
}

type WorkStore = NonNullable<ReturnType<typeof workAsyncStorage.getStore>>;
type WorkUnitStore = NonNullable<ReturnType<typeof workUnitAsyncStorage.getStore>>;
