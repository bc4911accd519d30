import type { Context, Next } from 'hono';

/**
 * What a page of any site in the developer's browser can do here: what Cognito lets it do, and no more. It must not
 * administer, change what the test controls govern, or read messages, by CORS or by a name of its own that it has
 * pointed at this machine (DNS rebinding).
 */

/** This machine, or a name of AWS's as the preload's callers write it. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const AWS_HOST = /\.(?:amazonaws|amazoncognito)\.com(?::\d+)?$/;

/** Refuses requests for a name that is not ours. @param port the one that the local AWS listens on */
export function checkHost(port: string) {
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const host = context.req.header('host') ?? '';
    // Of the name alone: a port says nothing of who points where, and a proxy on this machine has one of its own.
    const name = host.replace(/:\d+$/, '').toLowerCase();
    if (LOOPBACK.has(name) || AWS_HOST.test(host)) {
      await next();
      return undefined;
    }
    const error = `The local AWS does not answer for this host. Use http://localhost:${port}.`;
    return context.json({ error }, 403);
  };
}

/** Answers of the AWS service that a script in a browser may read. */
const EXPOSED = 'x-amzn-RequestId, x-amzn-ErrorType, x-amzn-ErrorMessage, Date';

/** Headers that browser clients of Cognito's API send. No `authorization`: what needs a signature is for servers. */
const API_HEADERS =
  'content-type, x-amz-target, x-amz-user-agent, cache-control, amz-sdk-invocation-id, amz-sdk-request';

/** What Cognito lets scripts of any site call: its API, and the endpoints for tokens, keys and discovery. */
const ALLOWED_HEADERS: readonly (readonly [path: RegExp, headers: string])[] = [
  [/^\/$/, API_HEADERS],
  [/^\/oauth2\/(?:token|revoke|userInfo)$/, 'authorization, content-type, x-amz-user-agent'],
  [/^\/[^/]+\/\.well-known\//, 'content-type'],
];

export async function cors(context: Context, next: Next): Promise<Response | undefined> {
  const [, headers] = ALLOWED_HEADERS.find(([path]) => path.test(context.req.path)) ?? [];
  if (headers === undefined) {
    await next();
    return undefined;
  }
  context.header('Access-Control-Allow-Origin', '*');
  context.header('Access-Control-Expose-Headers', EXPOSED);
  if (context.req.method === 'OPTIONS') {
    context.header('Access-Control-Allow-Methods', 'POST, GET, OPTIONS');
    context.header('Access-Control-Allow-Headers', headers);
    context.header('Access-Control-Max-Age', '600');
    return context.body(null, 200);
  }
  await next();
  return undefined;
}

/** Whether a page in a browser asks, whatever its site: servers and command lines send no Origin. */
export const isFromAPage = ({ req }: Context): boolean => req.header('origin') !== undefined;

/** Whether a page of another site asks for one of the developer's own tools. Links may lead here. */
export function isFromAnotherSite({ req }: Context, own: string): boolean {
  const isLink = req.method === 'GET' && req.header('sec-fetch-mode') === 'navigate';
  const site = req.header('sec-fetch-site') ?? 'none';
  const origin = req.header('origin');
  const foreign = origin !== undefined && origin !== own && origin !== own.replace('localhost', '127.0.0.1');
  return !isLink && (foreign || !['same-origin', 'none'].includes(site));
}
