import type { NextRequest } from 'next/server';
import { checkRequest } from '@/lib/middleware';

/**
 * Next 16 calls this file `proxy.ts` and warns of the old name, which Next 15.5 needs and Amplify Hosting documents. By
 * either name it does the same; the logic is in `lib/middleware.ts`.
 */
export function middleware(request: NextRequest): Promise<Response> {
  const { method, headers, nextUrl } = request;
  return checkRequest({
    method,
    headers,
    pathname: nextUrl.pathname,
    path: `${nextUrl.pathname}${nextUrl.search}`,
  });
}

export const config = {
  runtime: 'nodejs',
  matcher: [
    // Everything but the immutable build output, one file by its whole name, and what is below `/api/`: whatever else is
    // missing here would be served without a policy, and a page answers under any path that no file has.
    // Nothing of it runs for what lib/early-look.ts has looked at and marked, by a value that no client can send.
    {
      source: '/((?!api/|_next/static/|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-latchkey-looked-at', value: '\n' }],
    },
    // Below `/api/` there are handlers only (app/api/[...path]). Running this costs a third of what a small one takes, so
    // only those requests come here that have a sender, a body or an escaped path to look at.
    '/api/(.*%.*)',
    { source: '/api/:path*', has: [{ type: 'header', key: 'origin' }] },
    { source: '/api/:path*', has: [{ type: 'header', key: 'content-length' }] },
    { source: '/api/:path*', has: [{ type: 'header', key: 'transfer-encoding' }] },
    // Next 15.5 looks here before it resolves dots, and at its pages afterwards.
    '/(.*\\.\\..*)',
    '/_next/static/(.*%2[eE].*)',
  ],
};
