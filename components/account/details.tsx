import type { ActionState } from '@/lib/data/action-state';
import type { WaysIn } from '@/lib/data/connected-providers';
import { getTranslations, getWords } from '@/lib/data/language';
import type { Viewer } from '@/lib/data/viewer';
import { Avatar } from '../parts/avatar';
import { Card } from '../parts/card';
import { EMail } from '../parts/e-mail';
import { Facts } from '../parts/facts';
import { displayName } from '../session/display-name';
import { groupsInWords } from '../session/groups-in-words';
import { waysInWords } from '../session/ways-in-words';
import { NameForm } from './name-form';
import styles from './profile-card.module.css';

interface DetailsProps {
  readonly viewer: Viewer;
  /** Whose the details are, when they are not the pool's own: what is changed here would not last. */
  readonly provider: string | null;
  /** Null while they are not known. */
  readonly ways: WaysIn | null;
  /** A server action. */
  changeName(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** Name, picture and groups. A picture is a provider's: nothing is uploaded here. */
export async function Details({ viewer, provider, ways, changeName }: DetailsProps) {
  const [t, { details: words }] = await Promise.all([getTranslations('account'), getWords('account')]);
  const groups = groupsInWords(viewer.groups);
  return (
    <Card title={words.title} intro={provider && t('details.fromProvider', { provider })}>
      <p className={styles.person}>
        <Avatar name={displayName(viewer)} picture={viewer.picture} size="large" />
        <span>
          <strong className={styles.name}>{displayName(viewer)}</strong>
          {viewer.name !== null && viewer.email !== null && <EMail address={viewer.email} />}
        </span>
      </p>
      {provider === null && <NameForm words={words} name={viewer.name ?? ''} action={changeName} />}
      <Facts
        rows={[
          [words.ways, ways ? waysInWords(ways, t('details.own')) : words.notKnown],
          ...(groups === null ? [] : [[words.groups, groups] as const]),
        ]}
      />
    </Card>
  );
}
