import type { WaysIn } from '@/lib/data/connected-providers';
import type { Viewer } from '@/lib/data/viewer';
import { Avatar } from '../parts/avatar';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { displayName, groupsInWords, waysInWords } from '../session/display-name';
import { NameForm } from './name-form';
import type { NameFormState } from './name-form-state';
import styles from './profile-card.module.css';

interface DetailsProps {
  readonly viewer: Viewer;
  /** Whose the details are, when they are not the pool's own: what is changed here would not last. */
  readonly provider: string | null;
  /** Null while they are not known. */
  readonly ways: WaysIn | null;
  /** A server action. */
  changeName(previous: NameFormState, form: FormData): Promise<NameFormState>;
}

/** Name, picture and groups. A picture is a provider's: nothing is uploaded here. */
export function Details({ viewer, provider, ways, changeName }: DetailsProps) {
  const groups = groupsInWords(viewer.groups);
  return (
    <Card
      title="Your details"
      intro={provider && `These come from ${provider}. To change them, go to your ${provider} account.`}
    >
      <p className={styles.person}>
        <Avatar name={displayName(viewer)} picture={viewer.picture} size="large" />
        <span>
          <strong className={styles.name}>{displayName(viewer)}</strong>
          {viewer.name !== null && viewer.email}
        </span>
      </p>
      {provider === null && <NameForm name={viewer.name ?? ''} action={changeName} />}
      <Facts
        rows={[
          ['You can sign in with', ways ? waysInWords(ways) : 'Not known at the moment'],
          ...(groups === null ? [] : [['Groups', groups] as const]),
        ]}
      />
    </Card>
  );
}
