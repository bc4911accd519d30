import type { Hono } from 'hono';
import type { IdentityProvider } from '../model';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { accountClaims } from './claims';
import { registrationsOf } from './registration';

/** `GET /<brand>/userinfo`: the account as it is now, for an access token. */
export function registerUserInfo(
  app: Hono,
  brand: Brand,
  services: Needs<'directory' | 'social' | 'urls'>,
): void {
  const { social, urls } = services;
  app.get(`/${brand.path}/userinfo`, (context) => {
    const [, token = ''] = context.req.header('authorization')?.split(' ') ?? [];
    const grant = social.accessTokens.peek(token);
    const account = grant && social.account(brand, grant.account.sub);
    if (!account) return context.json({ error: 'invalid_token' }, 401);
    const claims = accountClaims(account, urls.local);
    const [registration] = registrationsOf(brand, grant.clientId, services);
    return context.json({ ...(registration?.played && underItsNames(registration, claims)), ...claims });
  });
}

/** A provider that is played calls everything as its mapping expects, such as by SAML's long names. */
function underItsNames(
  { attributeMapping }: IdentityProvider,
  claims: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributeMapping).map(([attribute, claim]) => [claim, claims[attribute]]),
  );
}
