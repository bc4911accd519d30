import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { IdentityProvider } from '../model';
import { callbackUri, clientIdOf } from '../providers/registration';
import type { Needs } from '../services';
import { fetchFromProvider, providerEndpoints } from './provider-endpoints';

/** What a provider says about somebody: scalar claims as strings. */
export type ProviderClaims = Readonly<Record<string, string>> & { readonly sub: string };

/** The provider said no, or something that is not what it should have said. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
}

const tokenAnswer = z.object({ access_token: z.string(), id_token: z.string() });
const errorAnswer = z.object({ error: z.string() });
const claimSet = z.record(z.string(), z.unknown());

type Used = Needs<'clock' | 'urls'>;

/**
 * Redeems a provider's code and verifies who it stands for.
 * @returns the id token's claims, with those of userinfo over them
 * @throws ProviderFailure `<status> <the provider's error code>`, or why its id token is not accepted
 */
export async function claimsForCode(
  provider: IdentityProvider,
  { code, nonce }: { code: string; nonce: string },
  services: Used,
): Promise<ProviderClaims> {
  const endpoints = await providerEndpoints(provider, services);
  if (!endpoints) throw new ProviderFailure('provider unreachable');
  const client_id = clientIdOf(provider);
  const { client_secret } = provider.details;
  const answer = await ask(endpoints.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callbackUri(services),
      client_id,
      ...(client_secret !== undefined && { client_secret }),
    }),
  });
  const tokens = tokenAnswer.safeParse(answer);
  if (!tokens.success) throw new ProviderFailure('no id token', { cause: tokens.error });

  const { payload } = await jwtVerify(tokens.data.id_token, createRemoteJWKSet(new URL(endpoints.jwksUri)), {
    issuer: endpoints.issuer,
    audience: client_id,
    currentDate: new Date(services.clock.now()),
  }).catch((cause: unknown) => {
    throw new ProviderFailure('id token not accepted', { cause });
  });
  if (payload.nonce !== nonce || payload.sub === undefined) throw new ProviderFailure('nonce does not match');
  const headers = { Authorization: `Bearer ${tokens.data.access_token}` };
  const info = claimSet.parse(await ask(endpoints.userInfoEndpoint, { headers }));
  if (info.sub !== payload.sub) throw new ProviderFailure('userinfo is about somebody else');
  return { ...scalars(payload), ...scalars(info), sub: payload.sub };
}

/** @throws ProviderFailure for an answer other than 2xx with JSON in it */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetchFromProvider(url, init).catch((cause: unknown) => {
    throw new ProviderFailure('provider unreachable', { cause });
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body;
  const known = errorAnswer.safeParse(body);
  throw new ProviderFailure(`${answer.status} ${known.success ? known.data.error : 'error'}`);
}

function scalars(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const simple = Object.entries(claims).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(simple.map(([name, value]) => [name, String(value)]));
}
