import type { Person } from '@/lib/data/administration';
import { Confirm } from '../parts/confirm';
import { ActForm, type ActFormProps } from './act-form';
import styles from './admin.module.css';

type AccountActsProps = Omit<ActFormProps, 'act' | 'label' | 'publicId'> & { readonly person: Person };

/** What concerns the whole account. Nobody can lock themselves out here. */
export function AccountActs({ person, ...common }: AccountActsProps) {
  const { isSelf, isEnabled, status } = person;
  const own = isSelf ? 'This includes the session that you are using now: you will be signed out.' : '';
  return (
    <div className={styles.acts}>
      <Confirm
        label="Sign out everywhere"
        align="start"
        question={`Every device is signed out, and every token of Cognito’s is revoked, other apps’ too. ${own}`}
      >
        <ActForm {...common} act="ended_all_sessions" label="Sign out all devices" />
      </Confirm>
      {!isSelf && (status === 'CONFIRMED' || status === 'RESET_REQUIRED') && (
        <Confirm
          label="Reset password"
          align="start"
          question="They get a code by e-mail, are signed out everywhere, and choose a new password before they can sign in again."
        >
          <ActForm {...common} act="reset_password" label="Reset the password" />
        </Confirm>
      )}
      {!isSelf && isEnabled === true && (
        <Confirm
          label="Disable account"
          align="start"
          question="They are signed out everywhere and cannot sign in until an administrator lets them again."
        >
          <ActForm {...common} act="disabled_account" label="Disable the account" />
        </Confirm>
      )}
      {isEnabled === false && (
        <Confirm label="Enable account" align="start" question="They can sign in again.">
          <ActForm {...common} act="enabled_account" label="Enable the account" />
        </Confirm>
      )}
      {isSelf && (
        <p className={styles.hint}>
          This is your own account: only another administrator can disable it or reset its password.
        </p>
      )}
      {status === 'EXTERNAL_PROVIDER' && (
        <p className={styles.hint}>The password is the provider’s to reset: this account has none here.</p>
      )}
    </div>
  );
}
