import { describe, expect, test } from 'vitest';
import { DEMO, hostedLogin } from './support/hosted';

const NEW_PASSWORD = 'Another-Horse-8!';

const at = hostedLogin();

describe('passwords that must change', () => {
  test('a temporary password is replaced on the way in, by the rules of the pool', async () => {
    at.changeDemo({ status: 'FORCE_CHANGE_PASSWORD' });
    await at.signIn();
    expect(at.visitor.heading).toBe('Choose a new password');
    await at.visitor.press('Continue', { password: 'short' });
    expect(at.visitor.message).toBe('Password did not conform with policy: Password not long enough');
    await at.visitor.press('Continue', { password: NEW_PASSWORD });
    expect(at.returned).toHaveProperty('code');
    at.useAnotherBrowser();
    await at.signIn({}, NEW_PASSWORD);
    expect(at.returned).toHaveProperty('code');
  });

  test('a missing required attribute is asked for with it', async () => {
    const nickname = {
      Name: 'nickname',
      AttributeDataType: 'String' as const,
      Mutable: true,
      Required: true,
    };
    at.changePool({ SchemaAttributes: [...at.pool.settings.SchemaAttributes, nickname] });
    at.changeDemo({ status: 'FORCE_CHANGE_PASSWORD' });
    await at.signIn();
    expect(at.visitor.shown.html).toContain('>Nickname</label>');
    await at.visitor.press('Continue', { password: NEW_PASSWORD, 'attribute.nickname': 'Dee' });
    expect(at.returned).toHaveProperty('code');
    expect(at.demo.attributes.nickname).toBe('Dee');
  });

  test('a forgotten password: code from the inbox, then the new one works and the old one does not', async () => {
    await at.open({}, '/forgotPassword');
    await at.visitor.press('Send code', { username: DEMO.username });
    expect(at.visitor.shown.html).toContain('d***@e***');
    const right = at.newestCode();
    const wrong = right === '000000' ? '000001' : '000000';
    await at.visitor.press('Reset password', { code: wrong, password: NEW_PASSWORD });
    expect(at.visitor.message).toBe('That code is not right. Check it and try again.');
    await at.visitor.press('Reset password', { code: right, password: NEW_PASSWORD });
    expect(at.visitor.message).toBe('Your password is changed. Sign in to continue.');
    await at.visitor.press('Sign in', DEMO);
    expect(at.visitor.message).toBe('Incorrect username or password.');
    await at.visitor.press('Sign in', { ...DEMO, password: NEW_PASSWORD });
    expect(at.returned).toHaveProperty('code');
  });

  test('asking for a code does not tell whether there is such a user', async () => {
    await at.open({}, '/forgotPassword');
    await at.visitor.press('Send code', { username: 'nobody@example.com' });
    expect(at.visitor.shown.html).toContain('n***@e***');
    expect(at.local.services.mailbox.list('nobody@example.com')).toEqual([]);
    await at.visitor.press('Reset password', { code: '123456', password: NEW_PASSWORD });
    expect(at.visitor.message).toBe('That code is not right. Check it and try again.');
  });

  test('a password that an administrator reset leads to the code', async () => {
    at.local.services.codes.send({ user: at.demo, purpose: 'forgot-password', attribute: 'email' });
    at.changeDemo({ status: 'RESET_REQUIRED' });
    await at.signIn();
    expect(at.visitor.heading).toBe('Reset your password');
    await at.visitor.press('Reset password', { code: at.newestCode(), password: NEW_PASSWORD });
    await at.visitor.press('Sign in', { ...DEMO, password: NEW_PASSWORD });
    expect(at.returned).toHaveProperty('code');
  });
});
