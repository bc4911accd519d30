import type { Person } from '@/lib/data/administration';
import type { Words } from '@/messages/words';
import { Confirm } from '../parts/confirm';
import { ActForm, type ActFormProps } from './act-form';
import styles from './admin.module.css';

interface AccountActsProps extends Omit<ActFormProps, 'act' | 'label' | 'publicId'> {
  readonly person: Person;
  readonly words: Words<'administration'>['acts'];
}

/** What concerns the whole account. Nobody can lock themselves out here. */
export function AccountActs({ person, ...common }: AccountActsProps) {
  const { isSelf, isEnabled, status } = person;
  const { words } = common;
  return (
    <div className={styles.acts}>
      <Confirm
        label={words.everywhere}
        align="start"
        question={`${words.everywhereSure} ${isSelf ? words.includesYours : ''}`}
      >
        <ActForm {...common} act="ended_all_sessions" label={words.everywhereDo} />
      </Confirm>
      {!isSelf && (status === 'CONFIRMED' || status === 'RESET_REQUIRED') && (
        <Confirm label={words.reset} align="start" question={words.resetSure}>
          <ActForm {...common} act="reset_password" label={words.resetDo} />
        </Confirm>
      )}
      {!isSelf && isEnabled === true && (
        <Confirm label={words.disable} align="start" question={words.disableSure}>
          <ActForm {...common} act="disabled_account" label={words.disableDo} />
        </Confirm>
      )}
      {isEnabled === false && (
        <Confirm label={words.enable} align="start" question={words.enableSure}>
          <ActForm {...common} act="enabled_account" label={words.enableDo} />
        </Confirm>
      )}
      {isSelf && <p className={styles.hint}>{words.ownAccount}</p>}
      {status === 'EXTERNAL_PROVIDER' && <p className={styles.hint}>{words.providersPassword}</p>}
    </div>
  );
}
