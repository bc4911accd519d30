import { once } from 'node:events';
import http, { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
import { Cognito } from '../testing/cognito';

/** A page that a developer has open must not rule the local AWS. */
let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
});
afterAll(() => local.close());

const SIGNATURE = 'AWS4-HMAC-SHA256 Credential=made/up';

/** A request with any headers; `fetch` would keep Host and Origin for itself. */
async function request(path: string, headers: http.OutgoingHttpHeaders, body?: string) {
  const sent = http.request(local.url + path, { method: body === undefined ? 'GET' : 'POST', headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

describe('A name that somebody has pointed at this machine', () => {
  test.each(['/inbox.json', '/admin', '/__test/requests', '/compute-role/credentials'])(
    'reads nothing of %s',
    async (path) => {
      const { port } = new URL(local.url);
      const answer = await request(path, {
        host: `rebound.example:${port}`,
        'sec-fetch-site': 'same-origin',
      });
      expect(answer.status).toBe(403);
      expect(answer.text).toContain(`Use http://localhost:${port}`);
    },
  );

  test('is told apart from the names that clients use', async () => {
    const { port } = new URL(local.url);
    const hosts = [
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      'localhost:1', // a proxy on this machine
      'cognito-idp.us-east-1.amazonaws.com',
    ];
    for (const host of hosts) expect((await request('/inbox.json', { host })).status).toBe(200);
  });
});

describe('A page with a made-up signature', () => {
  test.each(['https://elsewhere.example', 'http://localhost:3000', 'null'])(
    'of %s administers nothing',
    async (origin) => {
      const headers = {
        origin,
        authorization: SIGNATURE,
        'x-amz-target': 'AWSCognitoIdentityProviderService.CreateUserPool',
      };
      const answer = await request('/', headers, JSON.stringify({ PoolName: 'theirs' }));
      expect(JSON.parse(answer.text).__type).toBe('AccessDeniedException');
      expect(local.services.directory.pools.size).toBe(0);
    },
  );

  test('is not even asked: the preflight request allows no authorization', async () => {
    const answer = await fetch(local.url, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization,x-amz-target' },
    });
    expect(answer.headers.get('access-control-allow-headers')).not.toContain('authorization');
  });

  test('resets nothing where the browser does not say whose page it is', async () => {
    const answer = await request('/__test/reset', { origin: 'https://elsewhere.example' }, '{}');
    expect(answer.status).toBe(403);
  });
});

describe('An identity provider', () => {
  test('cannot send the local AWS to another service on this machine', async () => {
    const asked: string[] = [];
    const neighbour = createServer((incoming, response) => {
      asked.push(incoming.url ?? '');
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(neighbour, 'listening');
    const victim = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
    const issuer: Server = createServer((_incoming, response) => {
      const own = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
      response.end(
        JSON.stringify({
          issuer: own,
          authorization_endpoint: `${own}/authorize`,
          token_endpoint: `${victim}/token`,
          userinfo_endpoint: `${victim}/userinfo`,
          jwks_uri: `${victim}/keys`,
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    const signIn = await signInUrl(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}`);
    const answer = await fetch(signIn, { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/error\?error=Login\+option\+is\+not\+available/);
    expect(asked).toEqual([]);
    issuer.close();
    neighbour.close();
  });

  test('of another machine is asked by https only', async () => {
    const answer = await fetch(await signInUrl('http://provider.example'), { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/error\?error=Login\+option\+is\+not\+available/);
  });
});

let pools = 0;

/** Where a browser starts to sign in by a provider at that issuer, in a pool of its own. */
async function signInUrl(issuer: string): Promise<string> {
  const cognito = new Cognito(local.url);
  const { UserPool } = await cognito.adminOk('CreateUserPool', { PoolName: `pool-${++pools}` });
  await cognito.adminOk('CreateIdentityProvider', {
    UserPoolId: UserPool.Id,
    ProviderName: 'Own',
    ProviderType: 'OIDC',
    ProviderDetails: { client_id: 'id', client_secret: 's', oidc_issuer: issuer, authorize_scopes: 'openid' },
  });
  const callback = 'http://localhost:3000/callback';
  const { UserPoolClient } = await cognito.adminOk('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'app',
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: [callback],
    SupportedIdentityProviders: ['Own'],
  });
  const query = new URLSearchParams({
    client_id: UserPoolClient.ClientId,
    redirect_uri: callback,
    response_type: 'code',
    identity_provider: 'Own',
  });
  return `${local.url}/oauth2/authorize?${query}`;
}
