import { requireViewer } from '@/lib/data/viewer';

export default async function ReportsPage() {
  const viewer = await requireViewer('/reports');
  return <h1>Reports of {viewer.name ?? viewer.email}</h1>;
}
