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
  // Everything but the immutable build output and one file, by its whole name: whatever else is missing here would be
  // served without a policy, and a page answers under any path that no file has.
  matcher: ['/((?!_next/static/|icon\\.svg$).*)'],
};
