'use client';

import { Avatar } from '../parts/avatar';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { Moment } from '../parts/moment';
import { displayName, groupsInWords, methodInWords } from '../session/display-name';
import { RequireSession } from '../session/require-session';
import styles from './profile-card.module.css';

export function ProfileCard() {
  return (
    <RequireSession placeholder={<p role="status">Asking who is signed in here.</p>}>
      {(viewer) => (
        <Card title="From useSession()">
          <p className={styles.person}>
            <Avatar name={displayName(viewer)} picture={viewer.picture} size="large" />
            <span>
              <strong className={styles.name}>{displayName(viewer)}</strong>
              Signed in with {methodInWords(viewer)}
            </span>
          </p>
          <Facts
            rows={[
              ['E-mail', viewer.email],
              ['Groups', groupsInWords(viewer.groups) ?? 'None'],
              ['Signed in', <Moment key="in" at={viewer.signedInAt} />],
              ['Expires', <Moment key="end" at={viewer.expiresAt} />],
            ]}
          />
        </Card>
      )}
    </RequireSession>
  );
}
