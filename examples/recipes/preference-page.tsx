import { getSessionData } from '@/lib/data/session-data';
import { requireViewer } from '@/lib/data/viewer';

export default async function SettingsPage() {
  await requireViewer('/settings');
  const preferences = await getSessionData('preferences');
  return <p>Lists are {preferences?.density ?? 'comfortable'}.</p>;
}
