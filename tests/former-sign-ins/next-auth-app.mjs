import { createServer } from 'node:http';
import { createRequire } from 'node:module';

/**
 * The smallest app that signs in by next-auth's Cognito provider and keeps the tokens in its session cookie, as the guides
 * of both versions have it. `NEXT_AUTH` says which version, and `AUTH_SECRET` what the cookie is encrypted by.
 */
const { NEXT_AUTH, PORT, AMPLIFY_APP_ORIGIN: origin, AUTH_SECRET: secret } = process.env;
const { COGNITO_ISSUER: issuer, COGNITO_CLIENT_ID: clientId } = process.env;
const require = createRequire(import.meta.url);

/** An app client of Amplify's has no secret. */
const withoutSecret = { client: { token_endpoint_auth_method: 'none' }, checks: ['pkce', 'state'] };

async function version4() {
  process.env.NEXTAUTH_URL = origin;
  const NextAuth = require('next-auth-4').default;
  const Cognito = require('next-auth-4/providers/cognito').default;
  const options = {
    secret,
    providers: [Cognito({ clientId, issuer, ...withoutSecret })],
    callbacks: {
      jwt: ({ token, account }) =>
        account === null || account === undefined
          ? token
          : {
              ...token,
              idToken: account.id_token,
              accessToken: account.access_token,
              refreshToken: account.refresh_token,
            },
    },
  };
  return async (request, response, { url, body }) => {
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '')
        .split('; ')
        .filter(Boolean)
        .map((pair) => [
          pair.slice(0, pair.indexOf('=')),
          decodeURIComponent(pair.slice(pair.indexOf('=') + 1)),
        ]),
    );
    const nextauth = url.pathname.replace('/api/auth/', '').split('/');
    Object.assign(request, { cookies, query: { ...Object.fromEntries(url.searchParams), nextauth } });
    request.body = Object.fromEntries(new URLSearchParams(body));
    response.status = (code) => Object.assign(response, { statusCode: code });
    response.send = (value) => (typeof value === 'string' ? response.end(value) : response.json(value));
    response.json = (value) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    await NextAuth(request, response, options);
  };
}

async function version5() {
  process.env.AUTH_URL = origin;
  const { default: NextAuth } = await import('next-auth-5');
  const { default: Cognito } = await import('next-auth-5/providers/cognito');
  const { NextRequest } = require('next/server');
  const { handlers } = NextAuth({
    secret,
    trustHost: true,
    providers: [Cognito({ clientId, issuer, ...withoutSecret })],
    callbacks: {
      jwt: ({ token, account }) =>
        account
          ? {
              ...token,
              id_token: account.id_token,
              access_token: account.access_token,
              refresh_token: account.refresh_token,
            }
          : token,
    },
  });
  return async (request, response, { url, body }) => {
    const { method, headers } = request;
    const answer = await handlers[method](
      new NextRequest(url, { method, headers, ...(method === 'POST' && { body }) }),
    );
    response.writeHead(answer.status, [
      ...[...answer.headers].filter(([name]) => name !== 'set-cookie').flat(),
      ...answer.headers.getSetCookie().flatMap((line) => ['set-cookie', line]),
    ]);
    response.end(await answer.text());
  };
}

const handle = await (NEXT_AUTH === '4' ? version4() : version5());

createServer(async (request, response) => {
  const url = new URL(request.url, origin);
  if (!url.pathname.startsWith('/api/auth/')) return response.end(`signed in by next-auth ${NEXT_AUTH}`);
  let body = '';
  for await (const chunk of request) body += chunk;
  try {
    await handle(request, response, { url, body });
  } catch (error) {
    response.writeHead(500).end(String(error?.stack ?? error));
  }
}).listen(Number(PORT), () => process.stdout.write('ready\n'));
