import { describe, expect, test } from 'vitest';
import { LocalAwsControl } from '../testing/control';
import { DEMO } from './support/hosted';
import { hostedBrowser } from './support/hosted-browser';

const hosted = hostedBrowser();

describe('in a real browser', () => {
  test('signs in by keyboard alone', async () => {
    await hosted.goto('/login');
    await hosted.page.keyboard.type(DEMO.username);
    await hosted.page.keyboard.press('Tab');
    await hosted.page.keyboard.type(DEMO.password);
    await hosted.page.keyboard.press('Enter');
    await hosted.backAtTheApp();
  });

  test('shows and hides the password', async () => {
    await hosted.goto('/login');
    const password = hosted.page.getByLabel('Password', { exact: true });
    await hosted.page.getByRole('button', { name: 'Show' }).click();
    expect(await password.getAttribute('type')).toBe('text');
    await hosted.page.getByRole('button', { name: 'Hide' }).click();
    expect(await password.getAttribute('type')).toBe('password');
  });

  test('signs up, and copies the code from the inbox', async () => {
    await hosted.goto('/signup');
    await hosted.page.getByLabel('Email address').fill('new.person@example.com');
    await hosted.page.getByLabel('Password', { exact: true }).fill('Correct-Horse-9!');
    await hosted.page.getByRole('button', { name: 'Sign up' }).click();
    await hosted.page.getByLabel('Confirmation code').waitFor();
    const inbox = await hosted.context.newPage();
    await hosted.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await inbox.goto(`${hosted.at.local.url}/inbox`);
    await inbox.getByRole('button', { name: 'Copy code' }).first().click();
    await inbox.getByText('Copied').waitFor();
    const copied = await inbox.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await new LocalAwsControl(hosted.at.local.url).newestCode('new.person@example.com'));
    await hosted.page.getByLabel('Confirmation code').fill(copied);
    await hosted.page.getByRole('button', { name: 'Confirm account' }).click();
    await hosted.backAtTheApp();
  });

  test('new mail appears in an open inbox', async () => {
    await hosted.page.goto(`${hosted.at.local.url}/inbox`);
    await hosted.page.getByText('Nothing here yet.').waitFor();
    const user = hosted.at.demo;
    hosted.at.local.services.codes.send({ user, purpose: 'forgot-password', attribute: 'email' });
    await hosted.page.getByText('Your password reset code', { exact: true }).waitFor();
  });

  test('Enter in "another account" goes on, and does not cancel', async () => {
    await hosted.goto('/login');
    await hosted.page.getByRole('button', { name: 'Continue with Google' }).click();
    await hosted.page.getByRole('button', { name: 'Use another account' }).click();
    await hosted.page.getByLabel('Email address').fill('joan@gmail.example');
    await hosted.page.keyboard.press('Enter');
    await hosted.backAtTheApp();
  });
});

describe('passkeys', () => {
  /** Gives the browser an authenticator, and the demo user a passkey on it by way of `/passkeys/add`. */
  async function addPasskey(): Promise<void> {
    const devtools = await hosted.context.newCDPSession(hosted.page);
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
    await hosted.signIn(DEMO);
    await hosted.backAtTheApp();
    await hosted.goto('/passkeys/add');
    await hosted.page.getByRole('button', { name: 'Add a passkey' }).click();
    await hosted.page.waitForURL(hosted.callback);
    await hosted.context.clearCookies();
  }

  test('sign in without a password', async () => {
    await addPasskey();
    await hosted.goto('/login');
    await hosted.page.getByLabel('Email address').fill(DEMO.username);
    await hosted.page.getByRole('button', { name: 'Use a passkey' }).click();
    await hosted.backAtTheApp();
    const [passkey] = hosted.at.demo.passkeys;
    expect(passkey?.counter).toBeGreaterThan(0);
  });

  test('somebody without one is led back to the password', async () => {
    await hosted.goto('/login');
    await hosted.page.getByLabel('Email address').fill(DEMO.username);
    await hosted.page.getByRole('button', { name: 'Use a passkey' }).click();
    await hosted.page.getByRole('alert').waitFor();
    expect(await hosted.page.getByLabel('Password', { exact: true }).isVisible()).toBe(true);
  });

  test('are not for somebody who is not signed in', async () => {
    await hosted.goto('/passkeys/add');
    expect(await hosted.page.getByRole('alert').textContent()).toBe('User is not signed in.');
  });

  test('that are not wanted now lead back to the app', async () => {
    await hosted.signIn(DEMO);
    await hosted.backAtTheApp();
    await hosted.goto('/passkeys/add');
    await hosted.page.getByRole('link', { name: 'Not now' }).click();
    await hosted.page.waitForURL(hosted.callback);
    expect(hosted.at.demo.passkeys).toEqual([]);
  });
});
