import { describe, expect, test } from 'vitest';
import { brands } from '../providers/brands';
import { readOutputNames } from '../template/names';
import { hostedLogin } from './support/hosted';
import { ALL_PROVIDERS_TEMPLATE, CLIENT_ID, OUTPUTS, POOL_ID } from './support/server';

const at = hostedLogin({
  seed: { template: ALL_PROVIDERS_TEMPLATE, names: readOutputNames([OUTPUTS]), appOrigins: [] },
});

describe.each(brands)('$label, switched on in the template', ({ path, type, label, people }) => {
  test('has its button, its chooser, and its users in the pool', async () => {
    const [ada] = people;
    const attempt = await at.open();
    await at.visitor.press(`Continue with ${label}`);
    expect(at.visitor.shown.url.pathname).toBe(`/${path}/authorize`);
    await at.visitor.press(ada?.email ?? '');
    const claims = (await at.redeem(attempt)).claims();
    expect(claims).toMatchObject({
      email: ada?.email,
      name: 'Ada Lovelace',
      'cognito:username': `${type}_${ada?.sub}`.toLowerCase(),
      'cognito:groups': [`${POOL_ID}_${type}`],
      identities: [{ providerName: type, providerType: type, userId: ada?.sub }],
    });
  });

  test('can be asked for by name', async () => {
    await at.open({ identity_provider: type });
    expect(at.visitor.heading).toBe('Choose an account');
    await at.visitor.press('Cancel');
    expect(at.visitor.shown.url.searchParams.get('error')).toBe('access_denied');
  });
});

test('Facebook and Amazon leave the address unverified: nothing maps it', async () => {
  const attempt = await at.open({ identity_provider: 'Facebook' });
  await at.visitor.press('ada@facebook.example');
  const claims = (await at.redeem(attempt)).claims();
  expect(claims?.email_verified).toBe(false);
});

describe('a provider of an administrator’s own, by OpenID Connect', () => {
  /** The local Google under another name, found by its issuer. */
  function addOwnProvider(issuer: string): void {
    const { directory } = at.local.services;
    const google = directory.provider(POOL_ID, 'Google');
    const client = directory.client(CLIENT_ID);
    if (!google) throw new Error('The template has no Google.');
    const details = { ...google.details, oidc_issuer: issuer };
    directory.providers.put({ ...google, name: 'Example', type: 'OIDC', details });
    const SupportedIdentityProviders = [...client.settings.SupportedIdentityProviders, 'Example'];
    directory.clients.put({ ...client, settings: { ...client.settings, SupportedIdentityProviders } });
  }

  test('is reached through its discovery document', async () => {
    addOwnProvider(`${at.local.url}/google`);
    const attempt = await at.open({ identity_provider: 'Example' });
    await at.visitor.press('ada@gmail.example');
    const claims = (await at.redeem(attempt)).claims();
    expect(claims).toMatchObject({
      'cognito:groups': [`${POOL_ID}_Example`],
      identities: [{ providerName: 'Example', providerType: 'OIDC' }],
    });
  });

  test('that cannot be reached ends on the error page', async () => {
    addOwnProvider(`${at.local.url}/nowhere`);
    await at.open({ identity_provider: 'Example' });
    expect(at.visitor.message).toBe('Login option is not available. Please try another one');
  });
});

describe('what the pool does not take', () => {
  test('an account without an attribute that the pool requires', async () => {
    const { directory } = at.local.services;
    const pool = directory.pool(POOL_ID);
    const nickname = {
      Name: 'nickname',
      AttributeDataType: 'String' as const,
      Mutable: true,
      Required: true,
    };
    const SchemaAttributes = [...pool.settings.SchemaAttributes, nickname];
    directory.pools.put({ ...pool, settings: { ...pool.settings, SchemaAttributes } });
    await at.open({ identity_provider: 'Google' });
    await at.visitor.press('ada@gmail.example');
    expect(at.visitor.shown.url.searchParams.get('error_description')).toBe(
      'attributes required: [nickname]',
    );
  });

  test('a change of an attribute that must not change', async () => {
    const { directory } = at.local.services;
    const signIn = async () => {
      at.useAnotherBrowser();
      await at.open({ identity_provider: 'Google' });
      await at.visitor.press('ada@gmail.example');
    };
    await signIn();
    expect(at.visitor.shown.url.searchParams.has('code')).toBe(true);
    const pool = directory.pool(POOL_ID);
    const name = { Name: 'name', AttributeDataType: 'String' as const, Mutable: false, Required: false };
    const SchemaAttributes = [...pool.settings.SchemaAttributes.filter(({ Name }) => Name !== 'name'), name];
    directory.pools.put({ ...pool, settings: { ...pool.settings, SchemaAttributes } });
    const [{ sub } = { sub: '' }] = brands[0]?.people ?? [];
    await fetch(`${at.local.url}/google/people/${sub}`, {
      method: 'PUT',
      body: JSON.stringify({ name: 'Ada King' }),
    });
    await signIn();
    expect(at.visitor.shown.url.searchParams.get('error_description')).toBe(
      'user.name: Attribute cannot be updated.',
    );
  });
});
