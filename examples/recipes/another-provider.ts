import type { Provider } from '@/amplify/auth/provider';
import { PROVIDERS } from '@/amplify/auth/providers';

/** `PROVIDERS` with one more: a company's directory that speaks OpenID Connect. */
export const WITH_OIDC: readonly Provider[] = [
  ...PROVIDERS,
  { name: 'acme', label: 'Acme', kind: 'OIDC', issuer: 'https://login.acme.example' },
];

/** And one that speaks SAML. */
export const WITH_SAML: readonly Provider[] = [
  ...WITH_OIDC,
  {
    name: 'staff',
    label: 'Staff account',
    kind: 'SAML',
    metadata: 'https://adfs.acme.example/FederationMetadata/2007-06/FederationMetadata.xml',
  },
];
