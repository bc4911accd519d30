import { fetchUserAttributes } from 'aws-amplify/auth/server';
import { runWithSession } from '@/lib/amplify/server';

export async function phoneNumber(): Promise<string | undefined> {
  const attributes = await runWithSession((context) => fetchUserAttributes(context));
  return attributes.phone_number;
}
