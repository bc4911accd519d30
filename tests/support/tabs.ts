import type { BrowserContext, Page, Request } from 'playwright-core';

/** The requests by which a browser's tabs ask whether their session lives: each one's query, and those not answered yet. */
export function questionsOf(context: BrowserContext): { asked: string[]; held: ReadonlySet<Request> } {
  const asked: string[] = [];
  const held = new Set<Request>();
  context.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname !== '/api/auth/session') return;
    asked.push(search);
    if (search !== '') held.add(request);
  });
  context.on('requestfinished', (request) => held.delete(request));
  context.on('requestfailed', (request) => held.delete(request));
  return { asked, held };
}

/** Headless Chromium never hides a tab, so the page is told what a browser would tell it. */
export function tellVisibility(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
