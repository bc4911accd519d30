'use client';

import type { Words } from '@/messages/words';
import { Avatar } from '../parts/avatar';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { displayName, groupsInWords, methodInWords } from '../session/display-name';
import { RequireSession } from '../session/require-session';
import styles from './profile-card.module.css';

interface ProfileCardProps {
  readonly words: Words<'demo'>['profile'];
  readonly ways: Words<'ways'>;
  /** Said until it is known who is signed in. */
  readonly asking: string;
  /** Said of what is not known. */
  readonly absent: string;
}

export function ProfileCard({ words, ways, asking, absent }: ProfileCardProps) {
  return (
    <RequireSession placeholder={<p role="status">{asking}</p>}>
      {(viewer) => (
        <Card title={words.card}>
          <p className={styles.person}>
            <Avatar name={displayName(viewer)} picture={viewer.picture} size="large" />
            <span>
              <strong className={styles.name}>{displayName(viewer)}</strong>
              {fillIn(words.signedInWith, { way: methodInWords(viewer, ways) })}
            </span>
          </p>
          <Facts
            absent={absent}
            rows={[
              [words.email, viewer.email],
              [words.groups, groupsInWords(viewer.groups) ?? words.none],
              [words.signedIn, <Moment key="in" at={viewer.signedInAt} />],
              [words.expires, <Moment key="end" at={viewer.expiresAt} />],
            ]}
          />
        </Card>
      )}
    </RequireSession>
  );
}
