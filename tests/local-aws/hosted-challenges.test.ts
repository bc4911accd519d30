import type * as oidc from 'openid-client';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Pool, User } from '@/local/model';
import type { LocalAws } from '@/local/server';
import { newTotpSecret } from '@/local/totp';
import { discoverApp, redeem, startAttempt } from './support/app';
import { POOL_ID, startServer } from './support/server';
import { Visitor } from './support/visitor';

const DEMO = { username: 'demo@example.com', password: 'Demo-Passw0rd!' };
const NEW_PASSWORD = 'Another-Horse-8!';

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

const pool = () => local.services.directory.pool(POOL_ID);
const demo = () => local.services.users.require(pool(), DEMO.username);
const changeDemo = (change: Partial<User>) => local.services.users.update(demo(), change);
const changePool = (settings: Partial<Pool['settings']>, mfa: Partial<Pool['mfa']> = {}) =>
  local.services.directory.pools.put({
    ...pool(),
    settings: { ...pool().settings, ...settings },
    mfa: { ...pool().mfa, ...mfa },
  });
const code = (secret: string, stepsAhead = 0) =>
  generateSync({ secret, epoch: Math.floor(local.services.clock.now() / 1000) + 30 * stepsAhead });
const wrongCode = (secret: string) => {
  const near = [-1, 0, 1].map((step) => code(secret, step));
  return near.includes('000000') ? '999999' : '000000';
};
const newestCode = () => local.services.mailbox.list(DEMO.username)[0]?.code ?? '';
const isBackAtTheApp = () => visitor.shown.url.searchParams.has('code');

async function giveThePassword(password = DEMO.password) {
  const attempt = await startAttempt(app);
  await visitor.open(attempt.url.href);
  await visitor.press('Sign in', { ...DEMO, password });
  return attempt;
}

describe('a second factor on managed login', () => {
  test('TOTP is asked for after the password, and the sign-in completes with it', async () => {
    const secret = newTotpSecret();
    const mfa = { enabled: ['SOFTWARE_TOKEN_MFA' as const], preferred: 'SOFTWARE_TOKEN_MFA' as const };
    changeDemo({ softwareToken: { secret, verified: true, usedSteps: [] }, mfa });
    const attempt = await giveThePassword();
    expect(visitor.heading).toBe('Two-step verification');
    expect(local.services.loginSessions.size).toBe(0);
    await visitor.press('Verify', { code: wrongCode(secret) });
    expect(visitor.message).toBe('That code is not right. Check it and try again.');
    await visitor.press('Verify', { code: code(secret) });
    expect((await redeem(app, visitor.shown.url, attempt)).claims()?.email).toBe(DEMO.username);
  });

  test('a TOTP code works once', async () => {
    const secret = newTotpSecret();
    changeDemo({
      softwareToken: { secret, verified: true, usedSteps: [] },
      mfa: { enabled: ['SOFTWARE_TOKEN_MFA'] },
    });
    const once = code(secret);
    await giveThePassword();
    await visitor.press('Verify', { code: once });
    expect(isBackAtTheApp()).toBe(true);
    visitor = new Visitor(local.url);
    await giveThePassword();
    await visitor.press('Verify', { code: once });
    expect(visitor.message).toBe('That code is no longer valid. Ask for a new one.');
  });

  test('where everybody needs one, an authenticator is set up on the way in', async () => {
    changePool({ MfaConfiguration: 'ON' });
    await giveThePassword();
    expect(visitor.heading).toBe('Set up two-step verification');
    const secret =
      /<code class="secret">([A-Z2-7 ]+)</.exec(visitor.shown.html)?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).toHaveLength(52);
    await visitor.press('Verify', { code: wrongCode(secret) });
    expect(visitor.message).toBe('That code is not right. Check it and try again.');
    await visitor.press('Verify', { code: code(secret) });
    expect(isBackAtTheApp()).toBe(true);
    expect(demo()).toMatchObject({ softwareToken: { secret, verified: true } });
  });

  test('who has two factors and prefers neither chooses, also the one by e-mail', async () => {
    changePool({}, { EmailMfaConfiguration: {} });
    const softwareToken = { secret: newTotpSecret(), verified: true, usedSteps: [] };
    changeDemo({ softwareToken, mfa: { enabled: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] } });
    await giveThePassword();
    expect(visitor.heading).toBe('Choose how to verify');
    await visitor.press('Code by email');
    expect(visitor.shown.html).toContain('d***@e***');
    await visitor.press('Verify', { code: newestCode() });
    expect(isBackAtTheApp()).toBe(true);
  });

  test('a challenge left alone for too long leads back to the first page', async () => {
    changeDemo({
      softwareToken: { secret: newTotpSecret(), verified: true, usedSteps: [] },
      mfa: { enabled: ['SOFTWARE_TOKEN_MFA'] },
    });
    await giveThePassword();
    local.services.clock.advance(4 * 60_000);
    await visitor.press('Verify', { code: '123456' });
    expect(visitor.heading).toBe('Sign in');
    expect(visitor.message).toBe('This took too long. Sign in again.');
  });

  test('a form that somebody wrote themselves is refused', async () => {
    await visitor.open(`/login${(await startAttempt(app)).url.search}`);
    const fields = /name="_csrf" value="([^"]+)".*?name="made_at" value="(\d+)"/s.exec(visitor.shown.html);
    const own = { _csrf: fields?.[1] ?? '', made_at: fields?.[2] ?? '', challenge: 'MFA_SETUP' };
    const broken: Record<string, string>[] = [
      {},
      { parameters: '{' },
      { username: 'x', session: 'y', parameters: '[]' },
    ];
    for (const more of broken) {
      const response = await visitor.jar.fetch(`${local.url}/mfa${visitor.shown.url.search}`, {
        method: 'POST',
        body: new URLSearchParams({ ...own, ...more }),
      });
      expect(response.headers.get('location')).toMatch('/error?error=Something+went+wrong');
    }
  });
});

describe('passwords that must change', () => {
  test('a temporary password is replaced on the way in, by the rules of the pool', async () => {
    changeDemo({ status: 'FORCE_CHANGE_PASSWORD' });
    await giveThePassword();
    expect(visitor.heading).toBe('Choose a new password');
    await visitor.press('Continue', { password: 'short' });
    expect(visitor.message).toBe('Password did not conform with policy: Password not long enough');
    await visitor.press('Continue', { password: NEW_PASSWORD });
    expect(isBackAtTheApp()).toBe(true);
    visitor = new Visitor(local.url);
    await giveThePassword(NEW_PASSWORD);
    expect(isBackAtTheApp()).toBe(true);
  });

  test('a missing required attribute is asked for with it', async () => {
    const nickname = {
      Name: 'nickname',
      AttributeDataType: 'String' as const,
      Mutable: true,
      Required: true,
    };
    changePool({ SchemaAttributes: [...pool().settings.SchemaAttributes, nickname] });
    changeDemo({ status: 'FORCE_CHANGE_PASSWORD' });
    await giveThePassword();
    expect(visitor.shown.html).toContain('>Nickname</label>');
    await visitor.press('Continue', { password: NEW_PASSWORD, 'attribute.nickname': 'Dee' });
    expect(isBackAtTheApp()).toBe(true);
    expect(demo().attributes.nickname).toBe('Dee');
  });

  test('a forgotten password: code from the inbox, then the new one works and the old one does not', async () => {
    const { url } = await startAttempt(app);
    await visitor.open(`/forgotPassword${url.search}`);
    await visitor.press('Send code', { username: DEMO.username });
    expect(visitor.shown.html).toContain('d***@e***');
    const right = newestCode();
    const wrong = right === '000000' ? '000001' : '000000';
    await visitor.press('Reset password', { code: wrong, password: NEW_PASSWORD });
    expect(visitor.message).toBe('That code is not right. Check it and try again.');
    await visitor.press('Reset password', { code: right, password: NEW_PASSWORD });
    expect(visitor.message).toBe('Your password is changed. Sign in to continue.');
    await visitor.press('Sign in', DEMO);
    expect(visitor.message).toBe('Incorrect username or password.');
    await visitor.press('Sign in', { ...DEMO, password: NEW_PASSWORD });
    expect(isBackAtTheApp()).toBe(true);
  });

  test('asking for a code does not tell whether there is such a person', async () => {
    const { url } = await startAttempt(app);
    await visitor.open(`/forgotPassword${url.search}`);
    await visitor.press('Send code', { username: 'nobody@example.com' });
    expect(visitor.shown.html).toContain('n***@e***');
    expect(local.services.mailbox.list('nobody@example.com')).toEqual([]);
    await visitor.press('Reset password', { code: '123456', password: NEW_PASSWORD });
    expect(visitor.message).toBe('That code is not right. Check it and try again.');
  });

  test('a password that an administrator reset leads to the code', async () => {
    local.services.codes.send({ user: demo(), purpose: 'forgot-password', attribute: 'email' });
    changeDemo({ status: 'RESET_REQUIRED' });
    await giveThePassword();
    expect(visitor.heading).toBe('Reset your password');
    await visitor.press('Reset password', { code: newestCode(), password: NEW_PASSWORD });
    await visitor.press('Sign in', { ...DEMO, password: NEW_PASSWORD });
    expect(isBackAtTheApp()).toBe(true);
  });
});
