import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import type { LocalAws } from '../../server';
import { readOutputNames } from '../../template/names';
import { Cognito } from '../../testing/cognito';
import { LocalAwsControl } from '../../testing/control';
import { launchChromium } from '../support/chromium';
import { ALL_PROVIDERS_TEMPLATE, OUTPUTS, startServer } from '../support/server';
import type { PageSettings } from './page-settings';
import { type Site, startSite } from './site';

/** Where the app client lets users be sent back to. */
const CALLBACK_PATH = '/api/auth/callback';

/** Switched on in the template, as `amplify_outputs.json` names them. */
const OUTPUT_PROVIDERS = ['GOOGLE', 'FACEBOOK', 'LOGIN_WITH_AMAZON', 'SIGN_IN_WITH_APPLE'];

/** The pool's managed-login domain. */
const DOMAIN = /^https:\/\/latchkey-local\.auth\.us-east-1\.amazoncognito\.com\//;
const EXPECTED = [/^http:\/\/localhost:/, DOMAIN, /^data:/];

type Members = Readonly<Record<string, unknown>>;

/** Members of the requests that make a pool, and of the outputs. */
interface PoolSettings {
  readonly pool?: Members;
  readonly mfa?: Members;
  readonly client?: Members;
  readonly passwordless?: Members;
}

/** A local AWS, a site with Amplify's Authenticator on it, and one Chromium to visit it with. */
export class Lab {
  /** Exceptions that no script of a page caught, and requests to anywhere else than here and the domain. */
  readonly problems: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private readonly aws: LocalAws,
    readonly control: LocalAwsControl,
    /** Cognito's JSON API, for what an administrator does. */
    readonly cognito: Cognito,
    readonly site: Site,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<Lab> {
    // First what can be missing: a local AWS already started would be left running.
    const browser = await launchChromium();
    const site = await startSite();
    const names = readOutputNames([OUTPUTS]);
    const seed = { template: ALL_PROVIDERS_TEMPLATE, names, appOrigins: [site.origin] };
    const aws = await startServer({ seed });
    return new Lab(aws, new LocalAwsControl(aws.url), new Cognito(aws.url), site, browser);
  }

  /** What `amplify_outputs.json` would say of the template's pool, with the site as its app. */
  outputs(change: Members = {}) {
    const outputs = JSON.parse(readFileSync(OUTPUTS, 'utf8'));
    const { oauth, ...auth } = outputs.auth;
    const own = {
      identity_providers: OUTPUT_PROVIDERS,
      redirect_sign_in_uri: [this.site.origin + CALLBACK_PATH],
      redirect_sign_out_uri: [`${this.site.origin}/`],
    };
    return { ...outputs, auth: { ...auth, oauth: { ...oauth, ...own }, ...change } };
  }

  /** A pool that signs in by e-mail, and what `amplify_outputs.json` would say of it. */
  async createPool({ pool = {}, mfa = {}, client = {}, passwordless }: PoolSettings) {
    const { UserPool } = await this.cognito.adminOk('CreateUserPool', {
      PoolName: 'people',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      ...pool,
    });
    const UserPoolId: string = UserPool.Id;
    await this.cognito.adminOk('SetUserPoolMfaConfig', { UserPoolId, ...mfa });
    const { UserPoolClient } = await this.cognito.adminOk('CreateUserPoolClient', {
      UserPoolId,
      ClientName: 'site',
      ...client,
    });
    const ids = { user_pool_id: UserPoolId, user_pool_client_id: UserPoolClient.ClientId };
    return { poolId: UserPoolId, outputs: this.outputs({ ...ids, oauth: undefined, passwordless }) };
  }

  /** Opens the site in a browser profile of its own. */
  async open(settings: Partial<PageSettings> = {}): Promise<Page> {
    const context = await this.browser.newContext();
    this.contexts.push(context);
    const complete = { outputs: this.outputs(), userPoolEndpoint: this.aws.url, ...settings };
    await context.addInitScript((given) => {
      window.settings = given;
    }, complete);
    // Amplify calls the domain by https, whatever the outputs say; the local AWS has plain http.
    await context.route(DOMAIN, (route) => this.toLocal(route));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => this.problems.push(error.stack ?? error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!EXPECTED.some((pattern) => pattern.test(url))) this.problems.push(`request to ${url}`);
    });
    await page.goto(this.site.origin);
    return page;
  }

  private async toLocal(route: Route): Promise<void> {
    const { pathname, search } = new URL(route.request().url());
    const url = this.aws.url + pathname + search;
    if (!route.request().isNavigationRequest())
      return route.fulfill({ response: await route.fetch({ url }) });
    return route.fulfill({ status: 302, headers: { location: url } });
  }

  /** Closes the pages of a test. */
  async closePages(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await Promise.all([this.aws.close(), this.site.close()]);
  }
}
