import { fetchAuthSession } from 'aws-amplify/auth/server';
import { NextResponse } from 'next/server';
import { runWithAmplifyServerContext } from '@/amplify';

export async function proxy(request) {
  const response = NextResponse.next();
  const isKnown = await runWithAmplifyServerContext({
    nextServerContext: { request, response },
    operation: async (context) => {
      try {
        const { tokens } = await fetchAuthSession(context);
        return tokens?.accessToken !== undefined && tokens?.idToken !== undefined;
      } catch {
        return false;
      }
    },
  });
  return isKnown ? response : NextResponse.redirect(new URL('/', request.url));
}

export const config = { matcher: ['/((?!api|_next/static|_next/image|favicon.ico|$).*)'] };
