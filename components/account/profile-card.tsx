'use client';

import type { Words } from '@/messages/words';
import { Avatar } from '../parts/avatar';
import { Facts } from '../parts/facts';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { displayName } from '../session/display-name';
import { groupsInWords } from '../session/groups-in-words';
import { methodInWords } from '../session/method-in-words';
import { SignedIn } from '../session/signed-in';
import styles from './profile-card.module.css';

interface ProfileCardProps {
  readonly words: Words<'demo'>['profile'];
  readonly ways: Words<'ways'>;
  /** Said of what is not known. */
  readonly absent: string;
}

export function ProfileCard({ words, ways, absent }: ProfileCardProps) {
  return (
    <SignedIn>
      {(viewer) => (
        <>
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
        </>
      )}
    </SignedIn>
  );
}
