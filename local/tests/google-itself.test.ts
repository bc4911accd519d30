import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { google } from '../providers/brands';
import { hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';
import { outcome } from './support/token-endpoint';

const [{ sub: ADA_SUB } = { sub: '' }] = google.people;

const at = hostedLogin();

/** Opens Google's account chooser by way of the authorization endpoint. */
const openGoogle = (parameters: Record<string, string> = {}) =>
  at.open({ identity_provider: 'Google', ...parameters });

describe('Google itself', () => {
  test.each([
    ['an unknown client', { client_id: 'somebody-else' }],
    ['another callback address', { redirect_uri: 'https://evil.example/' }],
    ['the implicit flow', { response_type: 'token' }],
  ])('refuses %s on a page of its own', async (_, wrong) => {
    await openGoogle();
    const url = new URL(at.visitor.shown.url);
    for (const [name, value] of Object.entries(wrong)) url.searchParams.set(name, value);
    await at.visitor.open(url.href);
    expect(at.visitor.shown).toMatchObject({ status: 400 });
    expect(at.visitor.shown.url.pathname).toBe('/error');
  });

  /** A code for Ada, and how it is redeemed by the client that it was made for, or with some fields changed. */
  async function newCode() {
    await openGoogle();
    const { redirect_uri = '' } = at.returned;
    const response = await at.visitor.jar.fetch(at.visitor.shown.url.href, {
      method: 'POST',
      body: new URLSearchParams({ account: ADA_SUB }),
    });
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { client_id = '', client_secret = '' } =
      at.local.services.directory.provider(POOL_ID, 'Google')?.details ?? {};
    const right = { grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret };
    return async (change: Record<string, string> = {}) => {
      const body = new URLSearchParams({ ...right, ...change });
      return outcome(await fetch(`${at.local.url}/google/token`, { method: 'POST', body }));
    };
  }

  test('gives tokens for a code once', async () => {
    const redeem = await newCode();
    expect(await redeem({ client_secret: 'wrong' })).toEqual({ status: 401, error: 'invalid_client' });
    expect(await redeem()).toEqual({ status: 200, error: undefined });
    expect(await redeem()).toEqual({ status: 400, error: 'invalid_grant' });
  });

  test('gives another client nothing for a code, nor for another callback address', async () => {
    const { providers } = at.local.services.directory;
    const google = at.local.services.directory.provider(POOL_ID, 'Google');
    const other = { client_id: 'another-client', client_secret: 's' };
    if (google) providers.put({ ...google, poolId: 'us-east-1_Another', details: other });
    for (const change of [other, { redirect_uri: 'https://evil.example/' }]) {
      expect(await (await newCode())(change)).toEqual({ status: 400, error: 'invalid_grant' });
    }
  });

  test('keeps what was changed about a user through a form of its own', async () => {
    await at.visitor.open('/google/people');
    await at.visitor.press('Save', { name: 'Augusta Ada' });
    const people: unknown = await (await fetch(`${at.local.url}/google/people.json`)).json();
    expect(people).toContainEqual(expect.objectContaining({ sub: ADA_SUB, name: 'Augusta Ada' }));
  });

  test('publishes a discovery document that openid-client accepts', async () => {
    const configuration = await oidc.discovery(
      new URL(`${at.local.url}/google`),
      'x',
      undefined,
      oidc.None(),
      {
        execute: [oidc.allowInsecureRequests],
      },
    );
    expect(configuration.serverMetadata().token_endpoint).toBe(`${at.local.url}/google/token`);
  });
});
