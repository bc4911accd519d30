import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startAttempt } from './app';
import { launchChromium } from './chromium';
import { type HostedLogin, hostedLogin } from './hosted';

/** What of a browser the tests choose. */
export interface Looks {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/** A Chromium beside a local AWS, and a place where the app would be. */
export class HostedBrowser {
  // Set before the first test; a test file holds on to one object.
  browser!: Browser;
  context!: BrowserContext;
  page!: Page;
  /** Stands where the app would: that a browser gets there is all these tests ask. */
  readonly landing = createServer((_, response) => response.end('the app'));
  callback = '';
  /** What pages complained about: among it, whatever the content policy stopped. */
  complaints: string[] = [];

  constructor(readonly at: HostedLogin) {}

  async start(): Promise<void> {
    this.browser = await launchChromium();
    await once(this.landing.listen(0, '127.0.0.1'), 'listening');
    this.callback = `http://127.0.0.1:${(this.landing.address() as AddressInfo).port}/`;
  }

  /** A browser without cookies, in place of the one before. */
  async open({ colorScheme = 'light', width = 1280 }: Looks = {}): Promise<void> {
    await this.context?.close();
    this.context = await this.browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    this.page = await this.context.newPage();
    this.page.on('console', (message) => {
      // Chromium reports the error page's status as well.
      const own = message.type() === 'error' && !message.text().includes('status of 4');
      if (own) this.complaints.push(message.text());
    });
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** Opens a page of managed login with a request of the app's. */
  async goto(path: string): Promise<void> {
    const { url } = await startAttempt(this.at.app, { redirect_uri: this.callback });
    await this.page.goto(this.at.local.url + path + url.search);
  }

  /** Fills in the sign-in page. */
  async signIn({ username, password }: { username: string; password: string }): Promise<void> {
    await this.goto('/login');
    await this.page.getByLabel('Email address').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Resolves once the browser is back at the app with a code. */
  backAtTheApp(): Promise<void> {
    return this.page.waitForURL(`${this.callback}?code=**`);
  }
}

/** Starts one for the tests of a file; a test during which a page complained fails. */
export function hostedBrowser(): HostedBrowser {
  const at = hostedLogin();
  const hosted = new HostedBrowser(at);
  beforeAll(() => hosted.start());
  afterAll(() => Promise.all([hosted.browser.close(), hosted.landing.close()]));
  beforeEach(async () => {
    at.changeClient({ CallbackURLs: [hosted.callback] });
    hosted.complaints = [];
    await hosted.open();
  });
  afterEach(async () => {
    await hosted.context.close();
    expect(hosted.complaints).toEqual([]);
  });
  return hosted;
}
