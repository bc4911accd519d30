import { type defineAuth, secret } from '@aws-amplify/backend';
import type { SocialProvider } from './environment';

type ExternalProviders = NonNullable<Parameters<typeof defineAuth>[0]['loginWith']['externalProviders']>;
type ProviderSettings = Omit<ExternalProviders, 'callbackUrls' | 'logoutUrls' | 'scopes'>;

/**
 * Credentials are secrets of the Amplify app, set once with `npm run ampx -- sandbox secret set` or in the console.
 * Cognito overwrites every mapped attribute at each sign-in. Without the mapping of `email_verified` it would
 * hold every address for unverified, even one that the provider has checked.
 */
const definitions: Record<SocialProvider, () => ProviderSettings> = {
  google: () => ({
    google: {
      clientId: secret('GOOGLE_CLIENT_ID'),
      clientSecret: secret('GOOGLE_CLIENT_SECRET'),
      scopes: ['openid', 'email', 'profile'],
      attributeMapping: {
        email: 'email',
        emailVerified: 'email_verified',
        fullname: 'name',
        profilePicture: 'picture',
      },
    },
  }),

  facebook: () => ({
    facebook: {
      clientId: secret('FACEBOOK_CLIENT_ID'),
      clientSecret: secret('FACEBOOK_CLIENT_SECRET'),
      scopes: ['public_profile', 'email'],
      attributeMapping: { email: 'email', fullname: 'name' },
    },
  }),

  amazon: () => ({
    loginWithAmazon: {
      clientId: secret('AMAZON_CLIENT_ID'),
      clientSecret: secret('AMAZON_CLIENT_SECRET'),
      scopes: ['profile'],
      attributeMapping: { email: 'email', fullname: 'name' },
    },
  }),

  apple: () => ({
    signInWithApple: {
      clientId: secret('APPLE_CLIENT_ID'),
      teamId: secret('APPLE_TEAM_ID'),
      keyId: secret('APPLE_KEY_ID'),
      privateKey: secret('APPLE_PRIVATE_KEY'),
      scopes: ['name', 'email'],
      attributeMapping: { email: 'email', emailVerified: 'email_verified', fullname: 'name' },
    },
  }),
};

/** The settings of the providers that are switched on, as `defineAuth` wants them. */
export function providerSettings(enabled: readonly SocialProvider[]): ProviderSettings {
  return Object.assign({}, ...enabled.map((provider) => definitions[provider]()));
}
