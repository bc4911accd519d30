import type { Urls } from '../urls';
import type { Brand } from './brands';

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
