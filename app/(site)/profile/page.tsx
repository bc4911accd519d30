import { ProfileCard } from '@/components/account/profile-card';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { getWords, titled } from '@/lib/data/language';
import { requireViewer } from '@/lib/data/viewer';

export const generateMetadata = titled('profile');

export default async function ProfilePage() {
  await requireViewer('/profile');
  const [{ profile: words, notGiven }, ways] = await Promise.all([getWords('demo'), getWords('ways')]);
  return (
    <>
      <PageHeader eyebrow={words.eyebrow} title={words.title}>
        {words.lead}
      </PageHeader>
      <Card title={words.card}>
        <ProfileCard words={words} ways={ways} absent={notGiven} />
      </Card>
    </>
  );
}
