import { expect } from 'vitest';
import type { CookieJar } from './cookie-jar';

/** What a tab asks for, and what shows that it was answered for Ada. */
const ASKED: ReadonlyArray<readonly [path: string, content: string]> = [
  ['/protected', 'Ada Lovelace'],
  ['/api/check-user', '{"user":"google_'],
  ['/api/auth/session', '"name":"Ada Lovelace"'],
  // demo: from here
  ['/handbook', 'still only for you'],
  // demo: to here
];

/** One answer, with only that of it which differs between a user's and a signed-out visitor's. */
export interface StormAnswer {
  readonly path: string;
  readonly status: number;
  readonly location: string | null;
  readonly setCookie: readonly string[];
  /** Whether it says what only the user may read. */
  readonly personal: boolean;
}

/** Asks for everything at once: `tabs` requests at each origin, pages and routes in turn. */
export function storm(jar: CookieJar, origins: readonly string[], tabs: number): Promise<StormAnswer[]> {
  const asked = Array.from({ length: tabs }, (_, tab) =>
    origins.map((origin) => ask(jar, origin, ASKED[tab % ASKED.length] ?? ['/', ''])),
  );
  return Promise.all(asked.flat());
}

async function ask(jar: CookieJar, origin: string, [path, content]: readonly [string, string]) {
  const response = await jar.fetch(`${origin}${path}`);
  return {
    path,
    status: response.status,
    // Next names its own host in some redirects and not in others.
    location: response.headers.get('location')?.replace(/^http:\/\/localhost:\d+/, '') ?? null,
    setCookie: response.headers.getSetCookie(),
    personal: (await response.text()).includes(content),
  };
}

/** Everyone was let in, by the cookie that they had. */
export function expectAllLetIn(answers: readonly StormAnswer[]): void {
  const letIn = { status: 200, location: null, setCookie: [], personal: true };
  expect(answers).toEqual(answers.map(({ path }) => ({ path, ...letIn })));
}

/** Everyone was told that the session has ended, in the way of what was asked for, and nothing failed. */
export function expectAllSentToSignIn(answers: readonly StormAnswer[]): void {
  const refused = (path: string) => {
    if (path === '/api/check-user') return { status: 200, location: null };
    if (path === '/api/auth/session') return { status: 401, location: null };
    const query = new URLSearchParams({ returnTo: path, error: 'session_ended' });
    return { status: 307, location: `/sign-in?${query}` };
  };
  expect(
    answers.map(({ path, status, location, personal }) => ({ path, status, location, personal })),
  ).toEqual(answers.map(({ path }) => ({ path, ...refused(path), personal: false })));
}
