import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { newTotpSecret } from '../totp';
import { DEMO, hostedLogin } from './support/hosted';

const at = hostedLogin();

const code = (secret: string, stepsAhead = 0) =>
  generateSync({ secret, epoch: Math.floor(at.local.services.clock.now() / 1000) + 30 * stepsAhead });
const wrongCode = (secret: string) => {
  const near = [-1, 0, 1].map((step) => code(secret, step));
  return near.includes('000000') ? '999999' : '000000';
};

describe('a second factor on managed login', () => {
  test('TOTP is asked for after the password, and the sign-in completes with it', async () => {
    const secret = newTotpSecret();
    const mfa = { enabled: ['SOFTWARE_TOKEN_MFA' as const], preferred: 'SOFTWARE_TOKEN_MFA' as const };
    at.changeDemo({ softwareToken: { secret, verified: true, usedSteps: [] }, mfa });
    const attempt = await at.signIn();
    expect(at.visitor.heading).toBe('Two-step verification');
    expect(at.local.services.loginSessions.size).toBe(0);
    await at.visitor.press('Verify', { code: wrongCode(secret) });
    expect(at.visitor.message).toBe('That code is not right. Check it and try again.');
    await at.visitor.press('Verify', { code: code(secret) });
    expect((await at.redeem(attempt)).claims()?.email).toBe(DEMO.username);
  });

  test('a TOTP code works once', async () => {
    const secret = newTotpSecret();
    at.changeDemo({
      softwareToken: { secret, verified: true, usedSteps: [] },
      mfa: { enabled: ['SOFTWARE_TOKEN_MFA'] },
    });
    const once = code(secret);
    await at.signIn();
    await at.visitor.press('Verify', { code: once });
    expect(at.returned).toHaveProperty('code');
    at.useAnotherBrowser();
    await at.signIn();
    await at.visitor.press('Verify', { code: once });
    expect(at.visitor.message).toBe('That code is no longer valid. Ask for a new one.');
  });

  test('where everybody needs one, an authenticator is set up on the way in', async () => {
    at.changePool({ MfaConfiguration: 'ON' });
    await at.signIn();
    expect(at.visitor.heading).toBe('Set up two-step verification');
    const secret =
      /<code class="secret">([A-Z2-7 ]+)</.exec(at.visitor.shown.html)?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).toHaveLength(52);
    await at.visitor.press('Verify', { code: wrongCode(secret) });
    expect(at.visitor.message).toBe('That code is not right. Check it and try again.');
    await at.visitor.press('Verify', { code: code(secret) });
    expect(at.returned).toHaveProperty('code');
    expect(at.demo).toMatchObject({ softwareToken: { secret, verified: true } });
  });

  test('who has two factors and prefers neither chooses, also the one by e-mail', async () => {
    at.changePool({}, { EmailMfaConfiguration: {} });
    const softwareToken = { secret: newTotpSecret(), verified: true, usedSteps: [] };
    at.changeDemo({ softwareToken, mfa: { enabled: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] } });
    await at.signIn();
    expect(at.visitor.heading).toBe('Choose how to verify');
    await at.visitor.press('Code by email');
    expect(at.visitor.shown.html).toContain('d***@e***');
    await at.visitor.press('Verify', { code: at.newestCode() });
    expect(at.returned).toHaveProperty('code');
  });

  test('a challenge left alone for too long leads back to the first page', async () => {
    at.changeDemo({
      softwareToken: { secret: newTotpSecret(), verified: true, usedSteps: [] },
      mfa: { enabled: ['SOFTWARE_TOKEN_MFA'] },
    });
    await at.signIn();
    at.local.services.clock.advance(4 * 60_000);
    await at.visitor.press('Verify', { code: '123456' });
    expect(at.visitor.heading).toBe('Sign in');
    expect(at.visitor.message).toBe('This took too long. Sign in again.');
  });

  test('a form that somebody wrote themselves is refused', async () => {
    await at.open({}, '/login');
    const fields = /name="_csrf" value="([^"]+)".*?name="made_at" value="(\d+)"/s.exec(at.visitor.shown.html);
    const own = { _csrf: fields?.[1] ?? '', made_at: fields?.[2] ?? '', challenge: 'MFA_SETUP' };
    const broken: Record<string, string>[] = [
      {},
      { parameters: '{' },
      { username: 'x', session: 'y', parameters: '[]' },
    ];
    for (const more of broken) {
      const response = await at.visitor.jar.fetch(`${at.local.url}/mfa${at.visitor.shown.url.search}`, {
        method: 'POST',
        body: new URLSearchParams({ ...own, ...more }),
      });
      expect(response.headers.get('location')).toMatch('/error?error=Something+went+wrong');
    }
  });
});
