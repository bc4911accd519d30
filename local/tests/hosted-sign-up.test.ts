import { describe, expect, test } from 'vitest';
import { hostedLogin } from './support/hosted';
import { Visitor } from './support/visitor';

const NEW = { username: 'new.person@example.com', password: 'Correct-Horse-9!' };

const at = hostedLogin();

describe('sign-up on managed login', () => {
  test('signs up, confirms with the code from the inbox, and is signed in', async () => {
    const attempt = await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    expect(at.visitor.heading).toBe('Confirm your account');
    expect(at.visitor.shown.html).toContain('n***@e***');
    await at.visitor.press('Confirm account', { code: at.newestCode(NEW.username) });
    const tokens = await at.redeem(attempt);
    expect(tokens.claims()).toMatchObject({ email: NEW.username, email_verified: true });
  });

  test('a wrong code is refused, and the right one still works', async () => {
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    const right = at.newestCode(NEW.username);
    const wrong = right === '000000' ? '000001' : '000000';
    await at.visitor.press('Confirm account', { code: wrong });
    expect(at.visitor.message).toBe('That code is not right. Check it and try again.');
    await at.visitor.press('Confirm account', { code: right });
    expect(at.returned).toHaveProperty('code');
  });

  test('a new code is sent on request and replaces the old one', async () => {
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    await at.visitor.press('Send a new code');
    expect(at.visitor.message).toBe('A new code is on its way.');
    expect(at.local.services.mailbox.list(NEW.username)).toHaveLength(2);
    await at.visitor.press('Confirm account', { code: at.newestCode(NEW.username) });
    expect(at.returned).toHaveProperty('code');
  });

  test('the policy of the pool is named, and what was typed is kept', async () => {
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', { ...NEW, password: 'short' });
    expect(at.visitor.message).toBe('Password did not conform with policy: Password not long enough');
    expect(at.visitor.shown.html).toContain(`value="${NEW.username}"`);
  });

  test('an address that is taken is refused', async () => {
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', { ...NEW, username: 'Demo@Example.com' });
    expect(at.visitor.message).toBe('There is already an account with this email address.');
  });

  test('signing in before confirming leads to the code, and through it to the app', async () => {
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    await at.open();
    await at.visitor.press('Sign in', NEW);
    expect(at.visitor.heading).toBe('Confirm your account');
    expect(at.local.services.mailbox.list(NEW.username)).toHaveLength(2);
    await at.visitor.press('Confirm account', { code: at.newestCode(NEW.username) });
    expect(at.returned).toHaveProperty('code');
  });

  test('a code alone, without the password, confirms but does not sign in', async () => {
    const attempt = await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    const other = new Visitor(at.local.url);
    await other.open(`/confirmUser${attempt.url.search}`);
    await other.press('Confirm account', { username: NEW.username, code: at.newestCode(NEW.username) });
    expect(other.shown.url.origin).toBe(at.local.url);
    expect(other.message).toBe('Your account is confirmed. Sign in to continue.');
  });

  test('a pool with usernames asks for one, and for the address that it verifies', async () => {
    at.changePool({ UsernameAttributes: undefined });
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', {
      username: 'newcomer',
      'attribute.email': NEW.username,
      password: NEW.password,
    });
    expect(at.visitor.shown.html).toContain('n***@e***');
    await at.visitor.press('Confirm account', { code: at.newestCode(NEW.username) });
    expect(at.returned).toHaveProperty('code');
    expect(at.local.services.users.find(at.pool, 'newcomer')?.attributes.email).toBe(NEW.username);
  });

  test('a pool that only administrators fill offers no sign-up, and refuses one', async () => {
    at.changePool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await at.open();
    expect(at.visitor.shown.html).not.toContain('/signup');
    await at.open({}, '/signup');
    await at.visitor.press('Sign up', NEW);
    expect(at.visitor.message).toBe('SignUp is not permitted for this user pool');
  });
});
