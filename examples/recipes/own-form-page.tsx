import { readUserPool } from '@/lib/amplify/user-pool';
import { parseReturnTo } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { OwnForm } from './own-form';

export default async function EnterPage({ searchParams }: { searchParams: Promise<{ returnTo?: string }> }) {
  const { returnTo } = await searchParams;
  return <OwnForm userPool={readUserPool(config().amplifyOutputs)} returnTo={parseReturnTo(returnTo)} />;
}
