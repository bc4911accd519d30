import type { Viewer } from '@/lib/data/viewer';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { Moment } from '../parts/moment';
import { methodInWords } from '../session/display-name';
import { SignOutEverywhere } from '../session/sign-out-everywhere';
import { SignOutForm } from '../session/sign-out-form';

/** How and since when someone is signed in here, and the ways out. */
export function ThisSession({ viewer }: { viewer: Viewer }) {
  return (
    <Card title="This session">
      <Facts
        rows={[
          ['Signed in with', methodInWords(viewer)],
          ['Since', <Moment key="since" at={viewer.signedInAt} />],
          ['Expires', <Moment key="end" at={viewer.expiresAt} />],
        ]}
      />
      <div className="actions">
        <SignOutForm label="Sign out here" className="button outlined" />
        <SignOutEverywhere />
      </div>
    </Card>
  );
}
