import { fetchAuthSession } from 'aws-amplify/auth/server';
import { cookies } from 'next/headers';
import { runWithAmplifyServerContext } from '@/amplify';

export async function verify() {
  const session = await runWithAmplifyServerContext({
    nextServerContext: { cookies },
    operation: (context) => fetchAuthSession(context),
  });
  return session.tokens?.idToken?.payload.sub !== undefined;
}
