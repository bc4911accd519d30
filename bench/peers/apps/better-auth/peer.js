import { headers } from 'next/headers';
import { auth } from '@/auth';

export const verify = async () => (await auth.api.getSession({ headers: await headers() })) !== null;

export async function accessToken() {
  const answer = await auth.api.getAccessToken({
    body: { useAccountCookie: true },
    headers: await headers(),
  });
  return answer.accessToken;
}
