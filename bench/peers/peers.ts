import { nodeOptionsForLocalAws } from '../../scripts/local-aws';
import { projectRoot } from '../../scripts/project-root';
import type { CookieJar } from '../../test-kit/cookie-jar';
import { POOL_ID } from '../../tests/support/token-probe';
import type { Peer } from './peer';
import { AUTH0_HOST, VENDOR_CLIENT } from './vendor';
import type { World } from './world';

const VERIFIED = '/api/bench/handler/verified';
const DOMAIN = 'latchkey-local.auth.us-east-1.amazoncognito.com';
/** Of no use elsewhere: long enough for every library's own rule. */
const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

const atCognito = ({ aws }: World) => ({
  NODE_OPTIONS: nodeOptionsForLocalAws(projectRoot, undefined),
  LOCAL_AWS_PORT: `${aws.port}`,
});
const cognitoClient = ({ client }: World) => ({
  COGNITO_DOMAIN: DOMAIN,
  COGNITO_POOL: POOL_ID,
  COGNITO_ISSUER: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
  COGNITO_CLIENT_ID: client.id,
  COGNITO_CLIENT_SECRET: client.secret,
});
const post = (path: string, body?: object) => (jar: CookieJar, origin: string) =>
  jar.fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const get = (path: string) => (jar: CookieJar, origin: string) => jar.fetch(`${origin}${path}`);

/** A form of next-auth's, with the token against forgery that both versions want. */
const nextAuthForm = (path: string) => async (jar: CookieJar, origin: string) => {
  const { csrfToken } = await (await jar.fetch(`${origin}/api/auth/csrf`)).json();
  const body = new URLSearchParams({ csrfToken, callbackUrl: origin });
  return jar.fetch(`${origin}/api/auth/${path}`, { method: 'POST', body });
};

const ofItsOwn = { middleware: null, worksWithout: true, renewing: null, begin: post('/api/sign-in') };

/** By the folder in `apps`, and the row of the table. `ours` is the product as it ships. */
export const PEERS = {
  bare: {
    ...ofItsOwn,
    package: null,
    env: () => ({}),
    begin: null,
    cookies: /^$/,
    revoke: () => Promise.reject(new Error('nobody is signed in')),
  },
  'bare-redis': {
    ...ofItsOwn,
    package: 'redis',
    env: () => ({}),
    cookies: /^session$/,
    revoke: post('/api/sign-out'),
  },
  ours: {
    package: null,
    middleware: 'middleware.ts',
    worksWithout: false,
    env: atCognito,
    begin: get('/api/auth/sign-in'),
    cookies: /^(__Host-)?latchkey/,
    renewing: '/api/auth/session',
    revoke: (jar, origin) =>
      jar.fetch(`${origin}/api/account/sessions?scope=all`, { method: 'DELETE', headers: { origin } }),
  },
  'adapter-nextjs': {
    package: '@aws-amplify/adapter-nextjs',
    middleware: 'proxy.js',
    worksWithout: true,
    env: (world, origin) => ({
      ...atCognito(world),
      AMPLIFY_APP_ORIGIN: origin,
      AMPLIFY_OUTPUTS: world.outputs({
        signedIn: `${origin}/api/auth/sign-in-callback`,
        signedOut: `${origin}/`,
      }),
    }),
    begin: get('/api/auth/sign-in'),
    cookies: /^CognitoIdentityServiceProvider\./,
    renewing: VERIFIED,
    revoke: get('/api/auth/sign-out'),
  },
  auth0: {
    package: '@auth0/nextjs-auth0',
    middleware: 'proxy.js',
    worksWithout: true,
    env: ({ vendor }, origin) => ({
      NODE_OPTIONS: `--import ${new URL('vendor-hosts.mjs', import.meta.url).href}`,
      VENDOR_HOST: AUTH0_HOST,
      VENDOR_PORT: `${vendor.port}`,
      AUTH0_DOMAIN: AUTH0_HOST,
      AUTH0_CLIENT_ID: VENDOR_CLIENT,
      AUTH0_CLIENT_SECRET: SECRET,
      AUTH0_SECRET: SECRET,
      APP_BASE_URL: origin,
    }),
    begin: get('/auth/login'),
    cookies: /^__session/,
    renewing: '/api/bench/token',
    revoke: get('/auth/logout'),
  },
  'better-auth': {
    package: 'better-auth',
    middleware: 'proxy.js',
    worksWithout: true,
    env: (world, origin) => ({
      ...atCognito(world),
      ...cognitoClient(world),
      BETTER_AUTH_URL: origin,
      BETTER_AUTH_SECRET: SECRET,
    }),
    begin: async (jar, origin, { aws }) => {
      const answer = await post('/api/auth/sign-in/social', { provider: 'cognito', callbackURL: '/' })(
        jar,
        origin,
      );
      const { pathname, search } = new URL((await answer.json()).url);
      return jar.fetch(`${aws.url}${pathname}${search}`);
    },
    cookies: /^better-auth\.(session_token|session_data|account_data)/,
    renewing: '/api/bench/token',
    revoke: post('/api/auth/revoke-sessions', {}),
  },
  'next-auth-4': {
    package: 'next-auth-4',
    middleware: 'middleware.js',
    worksWithout: true,
    env: (world, origin) => ({
      ...atCognito(world),
      ...cognitoClient(world),
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: SECRET,
    }),
    begin: nextAuthForm('signin/cognito'),
    cookies: /^next-auth\.session-token/,
    renewing: VERIFIED,
    revoke: nextAuthForm('signout'),
  },
  'next-auth-5': {
    package: 'next-auth-5',
    middleware: 'proxy.js',
    worksWithout: true,
    env: (world, origin) => ({
      ...atCognito(world),
      ...cognitoClient(world),
      AUTH_URL: origin,
      AUTH_SECRET: SECRET,
      AUTH_COGNITO_ID: world.client.id,
      AUTH_COGNITO_SECRET: world.client.secret,
      AUTH_COGNITO_ISSUER: cognitoClient(world).COGNITO_ISSUER,
    }),
    begin: nextAuthForm('signin/cognito'),
    cookies: /^authjs\.session-token/,
    renewing: VERIFIED,
    revoke: nextAuthForm('signout'),
  },
  'iron-session': {
    ...ofItsOwn,
    package: 'iron-session',
    env: () => ({ IRON_PASSWORD: SECRET }),
    cookies: /^bench$/,
    revoke: post('/api/sign-out'),
  },
  workos: {
    package: '@workos-inc/authkit-nextjs',
    middleware: 'proxy.js',
    // `withAuth` throws where the middleware has not run.
    worksWithout: false,
    env: ({ vendor }, origin) => ({
      WORKOS_CLIENT_ID: VENDOR_CLIENT,
      WORKOS_API_KEY: 'sk_test_bench',
      WORKOS_COOKIE_PASSWORD: SECRET,
      WORKOS_CALLBACK: `${origin}/callback`,
      WORKOS_API_HOSTNAME: '127.0.0.1',
      WORKOS_API_HTTPS: 'false',
      WORKOS_API_PORT: `${vendor.port}`,
    }),
    begin: get('/sign-in'),
    cookies: /^wos-session$/,
    renewing: VERIFIED,
    revoke: get('/sign-out'),
  },
} as const satisfies Readonly<Record<string, Peer>>;

export type PeerName = keyof typeof PEERS;
