import type * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Client, Pool, User } from '../../model';
import type { LocalAws, LocalAwsOptions } from '../../server';
import { type Attempt, discoverApp, redeem, startAttempt } from './app';
import { CLIENT_ID, POOL_ID, startServer } from './server';
import { Visitor } from './visitor';

/** Someone who is there from the start, as the sign-in page's fields. */
export const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };

/** A local AWS, an app that signs users in with it, and a browser. */
export class HostedLogin {
  // Set before the first test; a test file holds on to one object.
  local!: LocalAws;
  app!: oidc.Configuration;
  /** The browser in use; a new one for each test. */
  visitor!: Visitor;

  async start(options: Partial<LocalAwsOptions>): Promise<void> {
    this.local = await startServer(options);
    this.app = await discoverApp(this.local.url);
    this.useAnotherBrowser();
  }

  get pool(): Pool {
    return this.local.services.directory.pool(POOL_ID);
  }

  get demo(): User {
    return this.local.services.users.require(this.pool, DEMO.username);
  }

  /** The query that the browser was sent back to the app with. */
  get returned(): Record<string, string> {
    return Object.fromEntries(this.visitor.shown.url.searchParams);
  }

  useAnotherBrowser(): void {
    this.visitor = new Visitor(this.local.url);
  }

  /** Opens a page of managed login, or the authorization endpoint, with a request of the app's. */
  async open(parameters: Record<string, string> = {}, path = '/oauth2/authorize'): Promise<Attempt> {
    const attempt = await startAttempt(this.app, parameters);
    await this.visitor.open(path + attempt.url.search);
    return attempt;
  }

  /**
   * Opens the authorization endpoint with a good request in which some parameters are changed, or left out where
   * they are undefined.
   * @returns the request's state
   */
  async authorize(change: Readonly<Record<string, string | undefined>>): Promise<string> {
    const { url, checks } = await startAttempt(this.app);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    await this.visitor.open(url.href);
    return checks.expectedState;
  }

  /** Signs the demo user in by password; with nothing more asked, the browser is back at the app then. */
  async signIn(parameters?: Record<string, string>, password = DEMO.password): Promise<Attempt> {
    const attempt = await this.open(parameters);
    await this.visitor.press('Sign in', { ...DEMO, password });
    return attempt;
  }

  /** Redeems the code that the browser came back with. */
  redeem(attempt: Attempt): ReturnType<typeof redeem> {
    return redeem(this.app, this.visitor.shown.url, attempt);
  }

  newestCode(to = DEMO.username): string {
    return this.local.services.mailbox.list(to)[0]?.code ?? '';
  }

  changeDemo(change: Partial<User>): void {
    this.local.services.users.update(this.demo, change);
  }

  changeClient(settings: Partial<Client['settings']>, change: Partial<Client> = {}): void {
    const { directory } = this.local.services;
    const client = directory.client(CLIENT_ID);
    directory.clients.put({ ...client, ...change, settings: { ...client.settings, ...settings } });
  }

  changePool(settings: Partial<Pool['settings']>, mfa: Partial<Pool['mfa']> = {}): void {
    const { pool } = this;
    this.local.services.directory.pools.put({
      ...pool,
      settings: { ...pool.settings, ...settings },
      mfa: { ...pool.mfa, ...mfa },
    });
  }
}

/** Starts one for the tests of a file. Before each of them everything is as at the first start. */
export function hostedLogin(options: Partial<LocalAwsOptions> = {}): HostedLogin {
  const hosted = new HostedLogin();
  beforeAll(async () => hosted.start(options));
  afterAll(() => hosted.local.close());
  beforeEach(async () => {
    await hosted.local.services.reset();
    hosted.useAnotherBrowser();
  });
  return hosted;
}
