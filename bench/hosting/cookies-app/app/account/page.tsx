import { readFileSync } from 'node:fs';
import { createServerRunner } from '@aws-amplify/adapter-nextjs';
import { fetchAuthSession } from 'aws-amplify/auth/server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';

const { runWithAmplifyServerContext } = createServerRunner({
  config: JSON.parse(readFileSync('amplify_outputs.json', 'utf8')),
});

/** A guarded page as Amplify's documentation has it: who asks is in cookies, whose tokens are verified each time. */
export default async function AccountPage() {
  const session = await runWithAmplifyServerContext({
    nextServerContext: { cookies },
    operation: (context) => fetchAuthSession(context),
  });
  const email = session.tokens?.idToken?.payload.email;
  if (email === undefined) redirect('/');
  return <h1>Hello, {String(email)}</h1>;
}
