import { expect, test } from 'vitest';
import { HostedLogin } from './support/hosted';
import { temporaryDirectory } from './support/temporary-directory';

test('a restart forgets nobody: not who is signed in, not a code under way, not an account at Google', async () => {
  const { path: dataDir, remove } = await temporaryDirectory('restart');
  const before = new HostedLogin();
  await before.start({ dataDir });
  const attempt = await before.signIn();
  const cookie = before.visitor.jar.get('cognito') ?? '';
  const returned = before.visitor.shown.url;
  await fetch(`${before.local.url}/google/people/104815218712181512001`, {
    method: 'PUT',
    body: JSON.stringify({ name: 'Ada King' }),
  });
  await before.local.close();

  const after = new HostedLogin();
  await after.start({ dataDir });
  after.visitor.shown = { url: returned, status: 0, html: '' };
  expect((await after.redeem(attempt)).claims()).toMatchObject({ email: 'demo@example.com' });
  after.visitor.jar.set('cognito', cookie);
  await after.open({ prompt: 'none' });
  expect(after.returned).toHaveProperty('code');
  expect(await (await fetch(`${after.local.url}/google/people.json`)).text()).toContain('Ada King');
  await after.local.close();
  await remove();
});
