import { secret } from '@aws-amplify/backend';
import type { AttributeMapping, Provider, ProviderSettings } from './provider';

/** OpenID Connect Core §5.1, under the names that `defineAuth` has for attributes. */
const CLAIMS: AttributeMapping = {
  email: 'email',
  emailVerified: 'email_verified',
  fullname: 'name',
  profilePicture: 'picture',
};

/** The names that Entra ID and AD FS give by default, which most others can send. */
const SAML_ATTRIBUTES: AttributeMapping = {
  email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  fullname: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
};

/**
 * The settings of providers, as `defineAuth` wants them. Credentials are secrets of the Amplify app, set once with
 * `npm run ampx -- sandbox secret set` or in the console. Cognito overwrites every mapped attribute at each sign-in.
 * Without the mapping of `email_verified` it would hold every address for unverified, even one that the provider has checked.
 *
 * @throws Error for two of one kind, of which `defineAuth` takes one: of all but OpenID Connect
 */
export function providerSettings(providers: readonly Provider[]): ProviderSettings {
  providers.forEach(({ name, kind }, index) => {
    const other = providers.slice(0, index).find((one) => one.kind === kind && kind !== 'OIDC');
    if (other === undefined) return;
    throw new Error(
      `amplify/auth/providers.ts: ${other.name} and ${name} are both of kind ${kind}, and defineAuth takes one.`,
    );
  });
  const settings = providers.map(settingsOf);
  const oidc = settings.flatMap((one) => one.oidc ?? []);
  return Object.assign({}, ...settings, oidc.length > 0 && { oidc });
}

function settingsOf(provider: Provider): ProviderSettings {
  const { name, kind, scopes, attributeMapping } = provider;
  const client = { clientId: secretOf(name, 'CLIENT_ID'), clientSecret: secretOf(name, 'CLIENT_SECRET') };
  /** @param usual what the kind has unless the entry says otherwise */
  const own = (usual: readonly string[], mapping: AttributeMapping) => ({
    scopes: [...(scopes ?? usual)],
    attributeMapping: attributeMapping ?? mapping,
  });
  const { emailVerified, profilePicture, ...nameAndAddress } = CLAIMS;
  switch (kind) {
    case 'Google':
      return { google: { ...client, ...own(['openid', 'email', 'profile'], CLAIMS) } };
    case 'Facebook':
      return { facebook: { ...client, ...own(['public_profile', 'email'], nameAndAddress) } };
    case 'LoginWithAmazon':
      return { loginWithAmazon: { ...client, ...own(['profile'], nameAndAddress) } };
    case 'SignInWithApple':
      return {
        signInWithApple: {
          clientId: client.clientId,
          teamId: secretOf(name, 'TEAM_ID'),
          keyId: secretOf(name, 'KEY_ID'),
          privateKey: secretOf(name, 'PRIVATE_KEY'),
          ...own(['name', 'email'], { ...nameAndAddress, emailVerified }),
        },
      };
    case 'OIDC':
      return {
        oidc: [
          { name, issuerUrl: provider.issuer, ...client, ...own(['openid', 'email', 'profile'], CLAIMS) },
        ],
      };
    case 'SAML':
      return {
        saml: {
          name,
          metadata: { metadataContent: provider.metadata, metadataType: 'URL' },
          attributeMapping: attributeMapping ?? SAML_ATTRIBUTES,
        },
      };
  }
}

const secretOf = (name: string, what: string) => secret(`${name.toUpperCase().replaceAll('-', '_')}_${what}`);
