import { beforeAll, describe, expect, test } from 'vitest';
import { synthesise, type Template } from '../../scripts/synth';
import { CLIENT, logicalId, only, POOL, PROVIDER, resources } from './resources';

const secret = (name: string) => ({ 'Fn::GetAtt': ['AmplifySecretFetcherResource', name] });
const offered = (template: Template) => only(template, CLIENT).Properties.SupportedIdentityProviders;

describe('Google', () => {
  let template: Template;
  beforeAll(async () => {
    template = await synthesise({ SOCIAL_PROVIDERS: 'google', GOOGLE_CLIENT_SECRET: 'do-not-copy-me' });
  });

  test('is there alone where it alone is named, with what it knows about the person', () => {
    expect(only(template, PROVIDER).Properties).toEqual({
      ProviderName: 'Google',
      ProviderType: 'Google',
      UserPoolId: { Ref: logicalId(template, POOL) },
      ProviderDetails: {
        client_id: secret('GOOGLE_CLIENT_ID'),
        client_secret: secret('GOOGLE_CLIENT_SECRET'),
        authorize_scopes: 'openid email profile',
      },
      AttributeMapping: {
        email: 'email',
        email_verified: 'email_verified',
        name: 'name',
        picture: 'picture',
      },
    });
    expect(offered(template)).toEqual([{ Ref: logicalId(template, PROVIDER) }, 'COGNITO']);
  });

  test('keeps its secrets out of the template, which says where to fetch them', () => {
    expect(JSON.stringify(template)).not.toContain('do-not-copy-me');
    expect(only(template, 'Custom::AmplifySecretFetcherResource').Properties.secretNames).toEqual([
      'GOOGLE_CLIENT_ID',
      'GOOGLE_CLIENT_SECRET',
    ]);
  });
});

test('all four social providers are there when all four are named', async () => {
  const template = await synthesise({ SOCIAL_PROVIDERS: 'google,facebook,amazon,apple' });
  const providers = resources(template, PROVIDER).map((provider) => provider.Properties);
  expect(Object.fromEntries(providers.map((provider) => [provider.ProviderName, provider]))).toMatchObject({
    Google: { ProviderType: 'Google' },
    Facebook: {
      ProviderType: 'Facebook',
      ProviderDetails: {
        client_id: secret('FACEBOOK_CLIENT_ID'),
        client_secret: secret('FACEBOOK_CLIENT_SECRET'),
        authorize_scopes: 'public_profile,email',
      },
      AttributeMapping: { email: 'email', name: 'name' },
    },
    LoginWithAmazon: {
      ProviderType: 'LoginWithAmazon',
      ProviderDetails: {
        client_id: secret('AMAZON_CLIENT_ID'),
        client_secret: secret('AMAZON_CLIENT_SECRET'),
        authorize_scopes: 'profile',
      },
      AttributeMapping: { email: 'email', name: 'name' },
    },
    SignInWithApple: {
      ProviderType: 'SignInWithApple',
      ProviderDetails: {
        client_id: secret('APPLE_CLIENT_ID'),
        team_id: secret('APPLE_TEAM_ID'),
        key_id: secret('APPLE_KEY_ID'),
        private_key: secret('APPLE_PRIVATE_KEY'),
        authorize_scopes: 'name email',
      },
      AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
    },
  });
  const ids = Object.entries(template.Resources).filter(([, { Type }]) => Type === PROVIDER);
  const refs = ids.map(([id]) => ({ Ref: id }));
  expect(offered(template)).toEqual(expect.arrayContaining([...refs, 'COGNITO']));
  expect(refs).toHaveLength(4);
});

test('every social provider can be switched off, and managed login stays', async () => {
  const template = await synthesise({ SOCIAL_PROVIDERS: 'none' });
  expect(resources(template, PROVIDER)).toEqual([]);
  expect(offered(template)).toEqual(['COGNITO']);
  expect(only(template, 'AWS::Cognito::UserPoolDomain').Properties.ManagedLoginVersion).toBe(2);
});
