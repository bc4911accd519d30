import { getSessionCookie } from 'better-auth/cookies';
import { NextResponse } from 'next/server';

export async function proxy(request) {
  if (!getSessionCookie(request)) return NextResponse.redirect(new URL('/', request.url));
  return NextResponse.next();
}

export const config = { matcher: ['/bench/page/:path*', '/api/bench/handler/verified'] };
