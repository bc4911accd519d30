import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServerRunner } from '@aws-amplify/adapter-nextjs';
import { NextRequest } from 'next/server';

/**
 * The smallest app that signs in by adapter-nextjs, whose own handlers do everything: `PORT`, `AMPLIFY_APP_ORIGIN` and
 * `AMPLIFY_OUTPUTS` (JSON) say where and for which pool.
 */
const { createAuthRouteHandlers } = createServerRunner({
  config: JSON.parse(process.env.AMPLIFY_OUTPUTS ?? '{}'),
});
const handle = createAuthRouteHandlers({ redirectOnSignInComplete: '/' });

/** Which of adapter-nextjs's routes an address is. */
const SLUGS: Readonly<Record<string, string>> = {
  '/api/auth/sign-in': 'sign-in',
  '/api/auth/callback': 'sign-in-callback',
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', process.env.AMPLIFY_APP_ORIGIN);
  const slug = SLUGS[url.pathname];
  if (slug === undefined) return void response.end('signed in by adapter-nextjs');
  const cookie = request.headers.cookie ?? '';
  const given = await handle(new NextRequest(url, { headers: { cookie } }), {
    params: Promise.resolve({ slug }),
  });
  if (!(given instanceof Response)) throw new Error(`${slug} gave no response`);
  const { location } = Object.fromEntries(given.headers);
  response.writeHead(given.status, {
    'set-cookie': given.headers.getSetCookie(),
    'content-type': 'text/html',
    ...(location && { location }),
  });
  response.end(await given.text());
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(Number(process.env.PORT), () => process.stdout.write('ready\n'));
