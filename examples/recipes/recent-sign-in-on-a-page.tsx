import { leavePage } from '@/lib/data/leave-page';
import { requireRecentSignIn } from '@/lib/data/recent-sign-in';

const MINUTE_MS = 60_000;

export default async function SalariesPage() {
  const { identity } = await requireRecentSignIn(5 * MINUTE_MS).catch((error: unknown) =>
    leavePage(error, '/salaries'),
  );
  return <h1>Salary of {identity.name ?? identity.email}</h1>;
}
