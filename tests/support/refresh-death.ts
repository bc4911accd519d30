import { expect } from 'vitest';
import type { CookieJar } from './cookie-jar';
import type { Stack } from './stack';

/** How far a refresh has come when its process dies. */
export type Progress = 'asking Cognito' | 'hearing from Cognito' | 'written down';

/**
 * Has the first instance refresh for one request and kills it on the way, from outside: while the proxy between it
 * and Cognito holds the request or the answer, or once the request that waited for the refresh is answered.
 */
export async function dieRefreshing(stack: Stack, jar: CookieJar, progress: Progress): Promise<void> {
  const asked = () => jar.fetch(`${stack.origin}/api/auth/session`);
  if (progress === 'written down') {
    expect((await asked()).status).toBe(200);
    return stack.killInstance(0);
  }
  const fatal = progress === 'asking Cognito' ? 'request' : 'response';
  stack.intercept(async ({ requestHeaders }, stage) => {
    if (stage !== fatal || !requestHeaders.includes('GetTokensFromRefreshToken')) return 'pass';
    await stack.killInstance(0);
    return 'drop';
  });
  try {
    await expect(asked()).rejects.toThrow('fetch failed');
  } finally {
    stack.intercept(null);
  }
}
