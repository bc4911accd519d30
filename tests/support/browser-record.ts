import type { BrowserContext, Page } from 'playwright-core';
import type { RecordingProxy } from './recording-proxy';

/** Everything a browser got to see, as text. */
export interface BrowserRecord {
  /** Immutable build output. */
  readonly static: string;
  /** All else: headers, bodies, cookies, storage. */
  readonly dynamic: string;
}

/** What has crossed the wire to this browser, and what it keeps: cookies, local and session storage, IndexedDB. */
export async function visibleText(
  context: BrowserContext,
  page: Page,
  proxy: RecordingProxy,
): Promise<BrowserRecord> {
  const isBuildOutput = (url: string) => new URL(url).pathname.startsWith('/_next/static/');
  const received = proxy.exchanges.filter(({ url }) => !isBuildOutput(url));
  const kept = await context.storageState({ indexedDB: true });
  const sessionStorage = await page.evaluate(() => JSON.stringify({ ...window.sessionStorage }));
  return {
    static: proxy.exchanges
      .filter(({ url }) => isBuildOutput(url))
      .map(({ responseBody }) => responseBody)
      .join('\n'),
    dynamic: [
      ...received.flatMap(({ url, responseHeaders, responseBody }) => [url, responseHeaders, responseBody]),
      JSON.stringify(kept),
      sessionStorage,
    ].join('\n'),
  };
}
