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
  // Everything but the immutable build output and one file, by its whole name: whatever else is missing here would be
  // served without a policy, and a page answers under any path that no file has.
  matcher: ['/((?!_next/static/|icon\\.svg$).*)'],
};
