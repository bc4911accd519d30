import 'server-only';
import * as oidc from 'openid-client';
import { LatchkeyError } from '../errors';
import { fetchFromCognito } from './cognito-fetch';
import type { Audience } from './id-token';

/** Discovered metadata is good for an hour, in milliseconds. */
const DISCOVERY_LIFETIME_MS = 60 * 60 * 1000;

/** The app client as the library has it. Making one copies all that was discovered, so each is made once and kept. */
export interface DiscoveredClient {
  /**
   * For addresses that only the browser visits. They are taken as the discovery document names them, which itself came over
   * https; the library's https rule stays in force for every request that this server makes.
   */
  readonly forBrowser: oidc.Configuration;
  /** For requests of this server, judging times by a clock other than this machine's. @param now epoch milliseconds */
  byClock(now: number): oidc.Configuration;
}

/** Bytes are copied for their type's sake, and are never sent: what this app sends is forms. */
const fetchInTime: oidc.CustomFetch = (url, { body, ...init }) =>
  fetchFromCognito(url, { ...init, body: body instanceof Uint8Array ? new Uint8Array(body) : body });

let discovered: { key: string; until: number; client: DiscoveredClient } | undefined;

/** @throws LatchkeyError `identity_provider_unavailable` */
export async function discover({ issuer, clientId }: Audience): Promise<DiscoveredClient> {
  const key = `${issuer} ${clientId}`;
  if (discovered?.key === key && Date.now() < discovered.until) return discovered.client;
  try {
    const options = { [oidc.customFetch]: fetchInTime };
    const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), options);
    const client = clientOf(found.serverMetadata(), clientId);
    discovered = { key, until: Date.now() + DISCOVERY_LIFETIME_MS, client };
    return client;
  } catch (cause) {
    throw new LatchkeyError('identity_provider_unavailable', { cause });
  }
}

function clientOf(metadata: oidc.ServerMetadata, clientId: string): DiscoveredClient {
  const forBrowser = new oidc.Configuration(metadata, clientId);
  oidc.allowInsecureRequests(forBrowser);
  let latest: { skew: number; configuration: oidc.Configuration } | undefined;
  return {
    forBrowser,
    byClock(now) {
      const skew = Math.round((now - Date.now()) / 1000);
      if (latest?.skew !== skew) latest = { skew, configuration: withSkew(metadata, clientId, skew) };
      return latest.configuration;
    },
  };
}

function withSkew(metadata: oidc.ServerMetadata, clientId: string, skew: number): oidc.Configuration {
  const configuration = new oidc.Configuration(metadata, clientId, { [oidc.clockSkew]: skew }, oidc.None());
  configuration[oidc.customFetch] = fetchInTime;
  return configuration;
}
