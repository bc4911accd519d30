import type { IdentityProvider, ProviderType } from '../model';
import type { Urls } from '../urls';

/** A provider that the local AWS plays, all of them as OpenID Connect issuers. */
export interface Brand {
  /** First segment of its paths: `/google/authorize`. */
  readonly path: string;
  readonly type: ProviderType;
  /** What users call it. */
  readonly label: string;
  /** Users who have an account there from the start. */
  readonly people: readonly { readonly sub: string; readonly name: string; readonly email: string }[];
}

export const google: Brand = {
  path: 'google',
  type: 'Google',
  label: 'Google',
  people: [
    { sub: '104815218712181512001', name: 'Ada Lovelace', email: 'ada@gmail.example' },
    { sub: '104819061209199201011', name: 'Grace Hopper', email: 'grace@gmail.example' },
  ],
};

/** The other brands' people are the same two, with ids and addresses of that brand's form. */
export const brands: readonly Brand[] = [
  google,
  {
    path: 'facebook',
    type: 'Facebook',
    label: 'Facebook',
    people: [
      { sub: '10161815121001', name: 'Ada Lovelace', email: 'ada@facebook.example' },
      { sub: '10161906120902', name: 'Grace Hopper', email: 'grace@facebook.example' },
    ],
  },
  {
    path: 'amazon',
    type: 'LoginWithAmazon',
    label: 'Amazon',
    people: [
      { sub: 'amzn1.account.ADALOVELACE18151210', name: 'Ada Lovelace', email: 'ada@amazon.example' },
      { sub: 'amzn1.account.GRACEHOPPER19061209', name: 'Grace Hopper', email: 'grace@amazon.example' },
    ],
  },
  {
    path: 'apple',
    type: 'SignInWithApple',
    label: 'Apple',
    people: [
      {
        sub: '000815.18151210adaadaadaadaadaadaadaada.1210',
        name: 'Ada Lovelace',
        email: 'ada@icloud.example',
      },
      {
        sub: '000906.19061209gracegracegracegracegrac.0909',
        name: 'Grace Hopper',
        email: 'grace@icloud.example',
      },
    ],
  },
];

/** The brand behind a provider; one that is asked where it is has none. */
export function brandOf({ type, name, played }: IdentityProvider): Brand | undefined {
  return played ? playedBrand(type, name) : brands.find((brand) => brand.type === type);
}

/** The same two people, at a provider of one's own. */
function playedBrand(type: ProviderType, name: string): Brand {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    path: `providers/${slug}`,
    type,
    label: name,
    people: [
      { sub: `${slug}-ada`, name: 'Ada Lovelace', email: `ada@${slug}.example` },
      { sub: `${slug}-grace`, name: 'Grace Hopper', email: `grace@${slug}.example` },
    ],
  };
}

/** Where a brand's endpoints are. */
export interface IssuerEndpoints {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly jwksUri: string;
}

export function issuerEndpoints({ path }: Brand, { local }: Urls): IssuerEndpoints {
  const issuer = `${local}/${path}`;
  return {
    issuer,
    authorizationEndpoint: `${issuer}/authorize`,
    tokenEndpoint: `${issuer}/token`,
    userInfoEndpoint: `${issuer}/userinfo`,
    jwksUri: `${issuer}/certs`,
  };
}
