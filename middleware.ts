import type { NextRequest } from 'next/server';

/**
 * Next 16 calls this file `proxy.ts` and warns of the old name, which Next 15.5 needs and Amplify Hosting documents. By
 * either name it does the same; the logic is in `lib/middleware.ts`, which the first request that comes here loads: every start
 * loads this file, and most requests do not come here.
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { checkRequest } = await import('@/lib/middleware');
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
    // Everything that lib/early-look.ts has not looked at and marked, by a value that no client can send: whatever else is
    // missing here would be served without a policy, and a page answers under any path that no file has. One rule, because
    // Next tries each of them on every request. Of the immutable build output only what may be none of it, by dots or escapes,
    // which Next 15.5 resolves after it has looked here; and one file by its whole name.
    {
      source: '/((?!_next/static/(?!.*(?:\\.\\.|%2[eE]))|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-latchkey-looked-at', value: '\n' }],
    },
  ],
};
