import type { Metadata } from 'next';
import { UserAttributes } from '@/components/account/user-attributes';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { displayName } from '@/components/session/display-name';
import { readUserAttributes } from '@/lib/data/user-attributes';
import { requireViewer } from '@/lib/data/viewer';

const PATH = '/protected';

export const metadata: Metadata = { title: 'Server guard' };

export default async function ProtectedPage() {
  const viewer = await requireViewer(PATH);
  return (
    <>
      <PageHeader eyebrow="Server guard" title={`Hello, ${displayName(viewer)}`}>
        The server read your session before it rendered this page. Signed-out visitors are sent to sign in and
        come back here.
      </PageHeader>
      <Card
        title="Your attributes at Cognito"
        intro="Read by Amplify on the server, with tokens that never left it."
      >
        <UserAttributes attributes={await readUserAttributes(PATH)} />
      </Card>
    </>
  );
}
