import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
import { LocalAwsControl } from '../testing/control';

let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
});
afterAll(() => local.close());

const MESSAGE = {
  FromEmailAddress: 'Example <security@example.com>',
  Destination: { ToAddresses: ['ada@example.com'] },
  Content: { Simple: { Subject: { Data: 'New sign-in' }, Body: { Text: { Data: 'Was this you?' } } } },
};

const send = (body: unknown, headers: Record<string, string> = { authorization: 'AWS4-HMAC-SHA256 x' }) =>
  fetch(`${local.url}/v2/email/outbound-emails`, { method: 'POST', body: JSON.stringify(body), headers });

describe('SES', () => {
  test('puts what an app sends into the inbox, where no code is found in it', async () => {
    const answer = await send(MESSAGE);
    expect([answer.status, await answer.json()]).toEqual([200, { MessageId: expect.any(String) }]);
    const control = new LocalAwsControl(local.url);
    expect(await control.messages('ADA@example.com')).toMatchObject([
      { to: 'ada@example.com', subject: 'New sign-in', text: 'Was this you?', code: null },
    ]);
    await expect(control.newestCode('ada@example.com')).rejects.toThrow('no code');
    const page = await (await fetch(`${local.url}/inbox?to=ada@example.com`)).text();
    expect(page).toContain('Was this you?');
    expect(page).not.toContain('Copy code');
  });

  test('refuses what is not signed, and what it does not understand', async () => {
    expect((await send(MESSAGE, {})).status).toBe(403);
    const { Content: _none, ...empty } = MESSAGE;
    const refused = await send(empty);
    expect([refused.status, refused.headers.get('x-amzn-errortype')]).toEqual([400, 'BadRequestException']);
  });
});
