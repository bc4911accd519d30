import type { Metadata } from 'next';
import { ProfileCard } from '@/components/account/profile-card';
import { PageHeader } from '@/components/parts/page-header';
import { requireViewer } from '@/lib/data/viewer';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  await requireViewer('/profile');
  return (
    <>
      <PageHeader eyebrow="Client session" title="Your profile">
        This page shows the session as the browser knows it, and hears at once when it ends.
      </PageHeader>
      <ProfileCard />
    </>
  );
}
