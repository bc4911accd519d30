import { describe, expect, test } from 'vitest';
import { readOutputNames } from '../template/names';
import type { Template } from '../template/template';
import { hostedLogin } from './support/hosted';
import { CLIENT_ID, OUTPUTS, POOL_ID, TEMPLATE } from './support/server';

const secret = (name: string) => ({ 'Fn::GetAtt': ['AmplifySecretFetcherResource', name] });
const EMAIL_ADDRESS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress';

/** The template with more providers, which its app client takes. */
function withProviders(providers: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Template {
  const entries = Object.entries(TEMPLATE.Resources);
  const [pool] = entries.find(([, { Type }]) => Type === 'AWS::Cognito::UserPool') ?? [];
  const made = Object.entries(providers).map(([ProviderName, more]) => [
    ProviderName,
    {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: { UserPoolId: { Ref: pool }, ProviderName, ...more },
    },
  ]);
  const changed = entries.map(([id, resource]) => {
    if (resource.Type !== 'AWS::Cognito::UserPoolClient') return [id, resource];
    const { SupportedIdentityProviders, ...same } = resource.Properties ?? {};
    const more = Object.keys(providers).map((Ref) => ({ Ref }));
    const all = [...(SupportedIdentityProviders as unknown[]), ...more];
    return [id, { ...resource, Properties: { ...same, SupportedIdentityProviders: all } }];
  });
  return { ...TEMPLATE, Resources: Object.fromEntries([...changed, ...made]) };
}

const at = hostedLogin({
  seed: {
    template: withProviders({
      acme: {
        ProviderType: 'OIDC',
        ProviderDetails: {
          client_id: secret('ACME_CLIENT_ID'),
          client_secret: secret('ACME_CLIENT_SECRET'),
          authorize_scopes: 'openid email profile',
          oidc_issuer: 'https://login.acme.example',
        },
        AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'displayName' },
      },
      staff: {
        ProviderType: 'SAML',
        ProviderDetails: { MetadataURL: 'https://adfs.acme.example/metadata.xml', IDPSignout: false },
        AttributeMapping: { email: EMAIL_ADDRESS },
      },
      elsewhere: {
        ProviderType: 'OIDC',
        ProviderDetails: { client_id: 'a-real-one', oidc_issuer: 'https://login.invalid' },
        AttributeMapping: { email: 'email' },
      },
    }),
    names: readOutputNames([OUTPUTS]),
    appOrigins: [],
  },
});

describe('a provider whose credentials only AWS has', () => {
  test('is played: its button, its people, and its claims under the names that the mapping expects', async () => {
    const attempt = await at.open();
    await at.visitor.press('Continue with acme');
    expect(at.visitor.shown.url.pathname).toBe('/providers/acme/authorize');
    await at.visitor.press('ada@acme.example');
    expect((await at.redeem(attempt)).claims()).toMatchObject({
      email: 'ada@acme.example',
      email_verified: true,
      name: 'Ada Lovelace',
      'cognito:username': 'acme_acme-ada',
      'cognito:groups': [`${POOL_ID}_acme`],
      identities: [{ providerName: 'acme', providerType: 'OIDC', userId: 'acme-ada' }],
    });
  });

  test('that speaks SAML gives what Cognito makes of an assertion: no verified address', async () => {
    const attempt = await at.open({ identity_provider: 'staff' });
    expect(at.visitor.shown.url.searchParams.get('client_id')).toBe(`urn:amazon:cognito:sp:${POOL_ID}`);
    await at.visitor.press('grace@staff.example');
    const claims = (await at.redeem(attempt)).claims();
    expect(claims).toMatchObject({
      email: 'grace@staff.example',
      email_verified: false,
      identities: [{ providerName: 'staff', providerType: 'SAML' }],
    });
    expect(claims).not.toHaveProperty('name');
  });

  test('knows the people of the start again after a reset', async () => {
    await at.local.services.reset();
    const people = await fetch(`${at.local.url}/providers/acme/people.json`).then((answer) => answer.json());
    expect(people.map(({ email }: { email: string }) => email)).toEqual([
      'ada@acme.example',
      'grace@acme.example',
    ]);
  });

  test('is a stranger to the client of another provider', async () => {
    const query = new URLSearchParams({ client_id: CLIENT_ID, response_type: 'code' });
    await at.visitor.open(`${at.local.url}/providers/acme/authorize?${query}`);
    expect(at.visitor.message).toBe('invalid_client: The OAuth client was not found.');
  });
});

test('a provider with credentials in the template is asked where it is', async () => {
  await at.open({ identity_provider: 'elsewhere' });
  expect(at.visitor.message).toBe('Login option is not available. Please try another one');
});
