import type { ActionState } from '@/lib/data/action-state';
import { getWords } from '@/lib/data/language';
import type { Passkey } from '@/lib/data/passkeys';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
import { aroundWhen } from '../parts/around';
import { Card } from '../parts/card';
import { CognitoAway } from '../parts/cognito-away';
import { Confirm } from '../parts/confirm';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { AddPasskey } from './add-passkey';
import type { PasskeyStart } from './passkey-start';
import styles from './passkeys-card.module.css';

interface PasskeysCardProps {
  /** Null: Cognito did not answer. */
  readonly passkeys: readonly Passkey[] | null;
  /** What its form and buttons run on the server. */
  readonly actions: {
    startPasskeyAction(): Promise<PasskeyStart>;
    addPasskeyAction(credential: string): Promise<ActionState>;
    removePasskeyAction(previous: ActionState, form: FormData): Promise<ActionState>;
  };
}

/** The passkeys that there are, and a button for another one. */
export async function PasskeysCard({ passkeys, actions }: PasskeysCardProps) {
  const { passkeys: words } = await getWords('security');
  return (
    <Card title={words.title} intro={words.intro}>
      {passkeys === null ? (
        <CognitoAway />
      ) : (
        <div className="stack">
          {passkeys.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <ActionForm action={actions.removePasskeyAction} className="stack">
              <FormAnswer />
              <ul className={styles.list}>
                {passkeys.map((passkey) => (
                  <PasskeyRow key={passkey.id} passkey={passkey} words={words} />
                ))}
              </ul>
            </ActionForm>
          )}
          <AddPasskey
            words={words.adding}
            start={actions.startPasskeyAction}
            add={actions.addPasskeyAction}
          />
        </div>
      )}
    </Card>
  );
}

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly words: Words<'security'>['passkeys'];
}

function PasskeyRow({ passkey: { id, name, addedAt }, words }: PasskeyRowProps) {
  const [added, afterAdded] = aroundWhen(words.added);
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.when}>
          {added}
          <Moment at={addedAt} />
          {afterAdded}
        </p>
      </div>
      <Confirm
        label={words.remove}
        fullLabel={fillIn(words.removeWhich, { name })}
        question={fillIn(words.removeSure, { name })}
      >
        <SubmitButton name="id" value={id} className="button danger wide">
          {words.removeDo}
        </SubmitButton>
      </Confirm>
    </li>
  );
}
