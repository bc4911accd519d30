import { requireViewerInGroup } from '@/lib/data/groups';

export default async function EditorsPage() {
  const editor = await requireViewerInGroup('editors', '/editors');
  return <h1>Drafts of {editor.name ?? editor.email}</h1>;
}
