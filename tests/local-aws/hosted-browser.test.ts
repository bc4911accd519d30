import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalAws } from '@/local/server';
import { launchChromium } from '../support/chromium';
import { LocalAwsControl } from '../support/local-aws-control';
import { discoverApp, startAttempt } from './support/app';
import { CLIENT_ID, POOL_ID, startServer } from './support/server';

const DEMO = { email: 'demo@example.com', password: 'Demo-Passw0rd!' };

let local: LocalAws;
let app: oidc.Configuration;
/** Stands where the app would: that a browser gets there is all these tests ask. */
const landing = createServer((_, response) => response.end('the app'));
let callback: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page complained about: among it, whatever the content policy stopped. */
let complaints: string[];

beforeAll(async () => {
  [local, browser] = await Promise.all([startServer(), launchChromium()]);
  app = await discoverApp(local.url);
  await once(landing.listen(0, '127.0.0.1'), 'listening');
  callback = `http://127.0.0.1:${(landing.address() as AddressInfo).port}/`;
});
afterAll(() => Promise.all([browser.close(), local.close(), landing.close()]));
beforeEach(async () => {
  await local.services.reset();
  const { clients } = local.services.directory;
  const client = local.services.directory.client(CLIENT_ID);
  clients.put({ ...client, settings: { ...client.settings, CallbackURLs: [callback] } });
  await open({});
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(options: { colorScheme?: 'light' | 'dark'; width?: number }): Promise<void> {
  await context?.close();
  complaints = [];
  const viewport = { width: options.width ?? 1280, height: 800 };
  context = await browser.newContext({ viewport, colorScheme: options.colorScheme ?? 'light' });
  page = await context.newPage();
  page.on('console', (message) => {
    // Chromium reports the error page's status as well.
    if (message.type() === 'error' && !message.text().includes('status of 4'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

const request = async (path: string) => {
  const { url } = await startAttempt(app, { redirect_uri: callback });
  return local.url + path + url.search;
};
const atTheApp = () => page.waitForURL(`${callback}?code=**`);

/** Fills in the sign-in page. */
async function signIn(): Promise<void> {
  await page.goto(await request('/login'));
  await page.getByLabel('Email address').fill(DEMO.email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Each page, and how to come there. */
const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  'sign-in': async () => page.goto(await request('/login')),
  'a refused sign-in': async () => {
    await page.goto(await request('/login'));
    await page.getByLabel('Email address').fill(DEMO.email);
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
  },
  'sign-up': async () => page.goto(await request('/signup')),
  confirmation: async () => page.goto(await request('/confirmUser')),
  'forgotten password': async () => page.goto(await request('/forgotPassword')),
  'new password': async () => {
    await page.goto(await request('/forgotPassword'));
    await page.getByLabel('Email address').fill(DEMO.email);
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByLabel('Confirmation code').waitFor();
  },
  'authenticator set-up': async () => {
    const pool = local.services.directory.pool(POOL_ID);
    const settings = { ...pool.settings, MfaConfiguration: 'ON' as const };
    local.services.directory.pools.put({ ...pool, settings });
    await signIn();
    await page.getByLabel('Authenticator code').waitFor();
  },
  'the error page': () => page.goto(`${local.url}/error?error=redirect_mismatch`),
  'account chooser': async () => {
    await page.goto(await request('/login'));
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await page.getByRole('button', { name: 'ada@gmail.example' }).waitFor();
  },
  'another account': async () => {
    await PAGES['account chooser']?.();
    await page.getByRole('button', { name: 'Use another account' }).click();
    await page.getByLabel('Name').waitFor();
  },
  'Google people': () => page.goto(`${local.url}/google/people`),
  inbox: async () => {
    const user = local.services.users.require(local.services.directory.pool(POOL_ID), DEMO.email);
    for (const purpose of ['forgot-password', 'email-otp'] as const) {
      local.services.codes.send({ user, purpose, attribute: 'email' });
    }
    await page.goto(`${local.url}/inbox`);
  },
  admin: async () => {
    await signIn();
    await atTheApp();
    await page.goto(`${local.url}/admin`);
  },
};

describe.each([
  ['light', 390],
  ['dark', 1280],
] as const)('every page, %s and %i pixels wide', (colorScheme, width) => {
  test.each(Object.keys(PAGES))('%s: axe finds nothing, and nothing sticks out', async (name) => {
    await open({ colorScheme, width });
    await PAGES[name]?.();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  });
});

describe('in a real browser', () => {
  test('signs in by keyboard alone', async () => {
    await page.goto(await request('/login'));
    await page.keyboard.type(DEMO.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO.password);
    await page.keyboard.press('Enter');
    await atTheApp();
  });

  test('shows and hides the password', async () => {
    await page.goto(await request('/login'));
    const password = page.getByLabel('Password', { exact: true });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await password.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide' }).click();
    expect(await password.getAttribute('type')).toBe('password');
  });

  test('signs up, and copies the code from the inbox', async () => {
    await page.goto(await request('/signup'));
    await page.getByLabel('Email address').fill('new.person@example.com');
    await page.getByLabel('Password', { exact: true }).fill('Correct-Horse-9!');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByLabel('Confirmation code').waitFor();
    const inbox = await context.newPage();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await inbox.goto(`${local.url}/inbox`);
    await inbox.getByRole('button', { name: 'Copy code' }).first().click();
    await inbox.getByText('Copied').waitFor();
    const copied = await inbox.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await new LocalAwsControl(local.url).newestCode('new.person@example.com'));
    await page.getByLabel('Confirmation code').fill(copied);
    await page.getByRole('button', { name: 'Confirm account' }).click();
    await atTheApp();
  });

  test('new mail appears in an open inbox', async () => {
    await page.goto(`${local.url}/inbox`);
    await page.getByText('Nothing here yet.').waitFor();
    const user = local.services.users.require(local.services.directory.pool(POOL_ID), DEMO.email);
    local.services.codes.send({ user, purpose: 'forgot-password', attribute: 'email' });
    await page.getByText('Your password reset code', { exact: true }).waitFor();
  });

  test('Enter in "another account" goes on, and does not cancel', async () => {
    await PAGES['another account']?.();
    await page.getByLabel('Email address').fill('joan@gmail.example');
    await page.keyboard.press('Enter');
    await atTheApp();
  });
});

describe('passkeys', () => {
  const call = async (operation: string, input: Record<string, unknown>) => {
    const response = await new LocalAwsControl(local.url).call(operation, input);
    const body = (await response.json()) as Record<string, unknown>;
    expect(response.status, JSON.stringify(body)).toBe(200);
    return body;
  };

  /** Gives the browser an authenticator, and registers a passkey of it through Cognito's API. */
  async function registerPasskey(): Promise<void> {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const { directory, tokens, users } = local.services;
    const pool = directory.pool(POOL_ID);
    const client = directory.client(CLIENT_ID);
    const user = users.require(pool, DEMO.email);
    const { accessToken } = await tokens.issue({ pool, client, user, way: 'api', scopes: [] });
    const options = await call('StartWebAuthnRegistration', { AccessToken: accessToken });
    await page.goto(`${local.url}/inbox`);
    const credential = await page.evaluate(async (json) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
        json as unknown as PublicKeyCredentialCreationOptionsJSON,
      );
      const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
      return made.toJSON() as object;
    }, options.CredentialCreationOptions);
    await call('CompleteWebAuthnRegistration', { AccessToken: accessToken, Credential: credential });
  }

  test('sign in without a password', async () => {
    await registerPasskey();
    await page.goto(await request('/login'));
    await page.getByLabel('Email address').fill(DEMO.email);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await atTheApp();
    const [passkey] = local.services.users.require(
      local.services.directory.pool(POOL_ID),
      DEMO.email,
    ).passkeys;
    expect(passkey?.counter).toBeGreaterThan(0);
  });

  test('somebody without one is led back to the password', async () => {
    await page.goto(await request('/login'));
    await page.getByLabel('Email address').fill(DEMO.email);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Password', { exact: true }).isVisible()).toBe(true);
  });
});
