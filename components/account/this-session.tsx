import { getWords } from '@/lib/data/language';
import type { Viewer } from '@/lib/data/viewer';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { Moment } from '../parts/moment';
import { methodInWords } from '../session/method-in-words';
import { SignOutEverywhere } from '../session/sign-out-everywhere';
import { SignOutForm } from '../session/sign-out-form';

/** How and since when someone is signed in here, and the ways out. */
export async function ThisSession({ viewer }: { viewer: Viewer }) {
  const { session: words, signedInWays } = await getWords('account');
  return (
    <Card title={words.title}>
      <Facts
        rows={[
          [words.signedInWith, methodInWords(viewer, signedInWays)],
          [words.since, <Moment key="since" at={viewer.signedInAt} />],
          [words.expires, <Moment key="end" at={viewer.expiresAt} />],
        ]}
      />
      <div className="actions">
        <SignOutForm label={words.here} className="button outlined" />
        <SignOutEverywhere words={words} />
      </div>
    </Card>
  );
}
