import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { google } from '@/local/google/brands';
import { hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';

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

  test('gives an id token only once for a code, and only to the client it was made for', async () => {
    const details = at.local.services.directory.provider(POOL_ID, 'Google')?.details;
    await openGoogle();
    const federations = new URL(at.visitor.shown.url).searchParams;
    const response = await at.visitor.jar.fetch(at.visitor.shown.url.href, {
      method: 'POST',
      body: new URLSearchParams({ account: ADA_SUB }),
    });
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const redeemAtGoogle = (more: Record<string, string>) =>
      fetch(`${at.local.url}/google/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: federations.get('redirect_uri') ?? '',
          client_id: details?.client_id ?? '',
          client_secret: details?.client_secret ?? '',
          ...more,
        }),
      });
    expect((await redeemAtGoogle({ client_secret: 'wrong' })).status).toBe(401);
    expect((await redeemAtGoogle({})).status).toBe(200);
    expect(await (await redeemAtGoogle({})).json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('keeps what was changed about a person through a form of its own', async () => {
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
