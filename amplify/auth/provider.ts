import type { defineAuth } from '@aws-amplify/backend';

type ExternalProviders = NonNullable<Parameters<typeof defineAuth>[0]['loginWith']['externalProviders']>;
/** Attributes of the pool, and what a provider calls them. */
export type AttributeMapping = NonNullable<NonNullable<ExternalProviders['google']>['attributeMapping']>;
/** What `defineAuth` wants to know of providers. */
export type ProviderSettings = Omit<ExternalProviders, 'callbackUrls' | 'logoutUrls' | 'scopes'>;

/** One provider: an entry of providers.ts. */
export type Provider = ProviderKind & {
  /**
   * What `SOCIAL_PROVIDERS` and a session's `method` call it, and how the names of its secrets begin: `acme` has
   * `ACME_CLIENT_ID`. Cognito's own name too, except for the social ones.
   */
  readonly name: string;
  /** What people call it: 'Continue with …'. */
  readonly label: string;
  /** In place of what is usual for the kind. */
  readonly scopes?: readonly string[];
  /** The same. */
  readonly attributeMapping?: AttributeMapping;
  /** True: it is on only where `SOCIAL_PROVIDERS` names it. */
  readonly onlyWhenNamed?: boolean;
};

type ProviderKind =
  | { readonly kind: 'Google' | 'Facebook' | 'LoginWithAmazon' | 'SignInWithApple' }
  /** OpenID Connect. `issuer` is where its `/.well-known/openid-configuration` is. */
  | { readonly kind: 'OIDC'; readonly issuer: `https://${string}` }
  /** `metadata` is the address of its metadata document. It has no secrets. */
  | { readonly kind: 'SAML'; readonly metadata: `https://${string}` };

/** What the app is told of a provider, in `amplify_outputs.json`. */
export interface ProviderOutput {
  /** Cognito's name for it, which `identity_provider` and the id token say. */
  readonly name: string;
  readonly method: string;
  readonly label: string;
}

/** What the app is told of an entry. */
export function providerOutput({ name, label, kind }: Provider): ProviderOutput {
  return { name: kind === 'OIDC' || kind === 'SAML' ? name : kind, method: name, label };
}
