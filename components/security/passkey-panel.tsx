'use client';

import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Passkey } from '@/lib/data/passkeys';
import { ActionAnswer } from '../parts/action-answer';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import { Moment } from '../parts/moment';
import { useFormAction } from '../parts/use-form-action';
import { AddPasskey } from './add-passkey';
import styles from './passkey-panel.module.css';
import type { PasskeyStart } from './passkey-start';

interface PasskeyPanelProps {
  /** Null: Cognito did not answer. */
  readonly passkeys: readonly Passkey[] | null;
  /** Server actions. */
  start(): Promise<PasskeyStart>;
  add(credential: string): Promise<ActionState>;
  remove(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** The passkeys that there are, and a button for another one. */
export function PasskeyPanel({ passkeys, start, add, remove }: PasskeyPanelProps) {
  const { state, form, isPending } = useFormAction<ActionState>(remove, IDLE);
  if (passkeys === null) return <CognitoAway />;
  return (
    <div className="stack">
      <ActionAnswer state={state} />
      {passkeys.length === 0 ? (
        <p>You have no passkey yet.</p>
      ) : (
        <ul className={styles.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.id} className={styles.row}>
              <div>
                <p className={styles.name}>{passkey.name}</p>
                <p className={styles.when}>
                  Added <Moment at={passkey.addedAt} />
                </p>
              </div>
              <Confirm
                label="Remove"
                fullLabel={`Remove ${passkey.name}`}
                question={`Remove ${passkey.name}? It will not sign you in any more.`}
              >
                <form {...form}>
                  <button
                    type="submit"
                    name="id"
                    value={passkey.id}
                    className="button danger wide"
                    disabled={isPending}
                  >
                    Remove passkey
                  </button>
                </form>
              </Confirm>
            </li>
          ))}
        </ul>
      )}
      <AddPasskey start={start} add={add} />
    </div>
  );
}
