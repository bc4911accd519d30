import type * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalAws } from '@/local/server';
import { discoverApp, redeem, startAttempt } from './support/app';
import { startServer } from './support/server';
import { Visitor } from './support/visitor';

const NEW = { username: 'new.person@example.com', password: 'Correct-Horse-9!' };

let local: LocalAws;
let app: oidc.Configuration;
let visitor: Visitor;
beforeAll(async () => {
  local = await startServer();
  app = await discoverApp(local.url);
});
afterAll(() => local.close());
beforeEach(async () => {
  await local.services.reset();
  visitor = new Visitor(local.url);
});

const newestCode = () => local.services.mailbox.list(NEW.username)[0]?.code ?? '';

/** Opens the sign-up page of an authorization request. */
async function openSignUp() {
  const attempt = await startAttempt(app);
  await visitor.open(`/signup${attempt.url.search}`);
  return attempt;
}

describe('sign-up on managed login', () => {
  test('signs up, confirms with the code from the inbox, and is signed in', async () => {
    const attempt = await openSignUp();
    await visitor.press('Sign up', NEW);
    expect(visitor.heading).toBe('Confirm your account');
    expect(visitor.shown.html).toContain('n***@e***');
    await visitor.press('Confirm account', { code: newestCode() });
    const tokens = await redeem(app, visitor.shown.url, attempt);
    expect(tokens.claims()).toMatchObject({ email: NEW.username, email_verified: true });
  });

  test('a wrong code is refused, and the right one still works', async () => {
    await openSignUp();
    await visitor.press('Sign up', NEW);
    const right = newestCode();
    const wrong = right === '000000' ? '000001' : '000000';
    await visitor.press('Confirm account', { code: wrong });
    expect(visitor.message).toBe('That code is not right. Check it and try again.');
    await visitor.press('Confirm account', { code: right });
    expect(visitor.shown.url.searchParams.get('code')).toBeTruthy();
  });

  test('a new code is sent on request and replaces the old one', async () => {
    await openSignUp();
    await visitor.press('Sign up', NEW);
    await visitor.press('Send a new code');
    expect(visitor.message).toBe('A new code is on its way.');
    expect(local.services.mailbox.list(NEW.username)).toHaveLength(2);
    await visitor.press('Confirm account', { code: newestCode() });
    expect(visitor.shown.url.searchParams.get('code')).toBeTruthy();
  });

  test('the policy of the pool is named, and what was typed is kept', async () => {
    await openSignUp();
    await visitor.press('Sign up', { ...NEW, password: 'short' });
    expect(visitor.message).toBe('Password did not conform with policy: Password not long enough');
    expect(visitor.shown.html).toContain(`value="${NEW.username}"`);
  });

  test('an address that is taken is refused', async () => {
    await openSignUp();
    await visitor.press('Sign up', { ...NEW, username: 'Demo@Example.com' });
    expect(visitor.message).toBe('There is already an account with this email address.');
  });

  test('signing in before confirming leads to the code, and through it to the app', async () => {
    await openSignUp();
    await visitor.press('Sign up', NEW);
    const { url } = await startAttempt(app);
    await visitor.open(url.href);
    await visitor.press('Sign in', NEW);
    expect(visitor.heading).toBe('Confirm your account');
    expect(local.services.mailbox.list(NEW.username)).toHaveLength(2);
    await visitor.press('Confirm account', { code: newestCode() });
    expect(visitor.shown.url.searchParams.get('code')).toBeTruthy();
  });

  test('a code alone, without the password, confirms but does not sign in', async () => {
    const attempt = await openSignUp();
    await visitor.press('Sign up', NEW);
    const other = new Visitor(local.url);
    await other.open(`/confirmUser${attempt.url.search}`);
    await other.press('Confirm account', { username: NEW.username, code: newestCode() });
    expect(other.shown.url.origin).toBe(local.url);
    expect(other.message).toBe('Your account is confirmed. Sign in to continue.');
  });
});
