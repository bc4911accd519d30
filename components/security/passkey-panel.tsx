'use client';

import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Passkey } from '@/lib/data/passkeys';
import type { Words } from '@/messages/words';
import { ActionAnswer } from '../parts/action-answer';
import { aroundWhen } from '../parts/around';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { useFormAction } from '../parts/use-form-action';
import { AddPasskey } from './add-passkey';
import styles from './passkey-panel.module.css';
import type { PasskeyStart } from './passkey-start';

interface PasskeyPanelProps {
  readonly words: Words<'security'>['passkeys'];
  /** Null: Cognito did not answer. */
  readonly passkeys: readonly Passkey[] | null;
  /** Server actions. */
  start(): Promise<PasskeyStart>;
  add(credential: string): Promise<ActionState>;
  remove(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** The passkeys that there are, and a button for another one. */
export function PasskeyPanel({ words, passkeys, start, add, remove }: PasskeyPanelProps) {
  const { state, form, isPending } = useFormAction<ActionState>(remove, IDLE);
  const [added, afterAdded] = aroundWhen(words.added);
  if (passkeys === null) return <CognitoAway />;
  return (
    <div className="stack">
      <ActionAnswer state={state} />
      {passkeys.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className={styles.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.id} className={styles.row}>
              <div>
                <p className={styles.name}>{passkey.name}</p>
                <p className={styles.when}>
                  {added}
                  <Moment at={passkey.addedAt} />
                  {afterAdded}
                </p>
              </div>
              <Confirm
                label={words.remove}
                fullLabel={fillIn(words.removeWhich, { name: passkey.name })}
                question={fillIn(words.removeSure, { name: passkey.name })}
              >
                <form {...form}>
                  <button
                    type="submit"
                    name="id"
                    value={passkey.id}
                    className="button danger wide"
                    disabled={isPending}
                  >
                    {words.removeDo}
                  </button>
                </form>
              </Confirm>
            </li>
          ))}
        </ul>
      )}
      <AddPasskey words={words} start={start} add={add} />
    </div>
  );
}
