import type { NextRequest } from 'next/server';
import { checkRequest } from '@/lib/middleware';

/** Next 16 would call this file `proxy.ts`; the logic is in `lib/middleware.ts`, so the rename is this file alone. */
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
  // Everything but the immutable build output: a path that is missing here would be served without a policy.
  matcher: ['/((?!_next/static/|_next/image|icon\\.svg|favicon\\.ico).*)'],
};
