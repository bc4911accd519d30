import AxeBuilder from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { DEMO } from './support/hosted';
import { hostedBrowser } from './support/hosted-browser';

const hosted = hostedBrowser();

/** Each page, and how to come there. */
const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  'sign-in': async () => hosted.goto('/login'),
  'a refused sign-in': async () => {
    await hosted.signIn({ ...DEMO, password: 'wrong' });
    await hosted.page.getByRole('alert').waitFor();
  },
  'sign-up': async () => hosted.goto('/signup'),
  confirmation: async () => hosted.goto('/confirmUser'),
  'forgotten password': async () => hosted.goto('/forgotPassword'),
  'new password': async () => {
    await hosted.goto('/forgotPassword');
    await hosted.page.getByLabel('Email address').fill(DEMO.username);
    await hosted.page.getByRole('button', { name: 'Send code' }).click();
    await hosted.page.getByLabel('Confirmation code').waitFor();
  },
  'authenticator set-up': async () => {
    hosted.at.changePool({ MfaConfiguration: 'ON' });
    await hosted.signIn(DEMO);
    await hosted.page.getByLabel('Authenticator code').waitFor();
  },
  'passkey offer': async () => {
    await hosted.signIn(DEMO);
    await hosted.backAtTheApp();
    await hosted.goto('/passkeys/add');
  },
  'the error page': () => hosted.page.goto(`${hosted.at.local.url}/error?error=redirect_mismatch`),
  'account chooser': async () => {
    await hosted.goto('/login');
    await hosted.page.getByRole('button', { name: 'Continue with Google' }).click();
    await hosted.page.getByRole('button', { name: 'ada@gmail.example' }).waitFor();
  },
  'another account': async () => {
    await PAGES['account chooser']?.();
    await hosted.page.getByRole('button', { name: 'Use another account' }).click();
    await hosted.page.getByLabel('Name').waitFor();
  },
  'Google people': () => hosted.page.goto(`${hosted.at.local.url}/google/people`),
  inbox: async () => {
    const user = hosted.at.demo;
    for (const purpose of ['forgot-password', 'email-otp'] as const) {
      hosted.at.local.services.codes.send({ user, purpose, attribute: 'email' });
    }
    await hosted.page.goto(`${hosted.at.local.url}/inbox`);
  },
  admin: async () => {
    await hosted.signIn(DEMO);
    await hosted.backAtTheApp();
    await hosted.page.goto(`${hosted.at.local.url}/admin`);
  },
};

describe.each([
  ['light', 390],
  ['dark', 1280],
] as const)('every page, %s and %i pixels wide', (colorScheme, width) => {
  test.each(Object.keys(PAGES))('%s: axe finds nothing, and nothing sticks out', async (name) => {
    await hosted.open({ colorScheme, width });
    await PAGES[name]?.();
    const { violations } = await new AxeBuilder({ page: hosted.page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([]);
    expect(await hosted.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const folder = process.env.SCREENSHOTS;
    if (folder)
      await hosted.page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  });
});
