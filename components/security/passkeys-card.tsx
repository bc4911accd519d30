import type { ActionState } from '@/lib/data/action-state';
import { getWords } from '@/lib/data/language';
import type { Passkey } from '@/lib/data/passkeys';
import { Card } from '../parts/card';
import { PasskeyPanel } from './passkey-panel';
import type { PasskeyStart } from './passkey-start';

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

export async function PasskeysCard({ passkeys, actions }: PasskeysCardProps) {
  const { passkeys: words } = await getWords('security');
  return (
    <Card title={words.title} intro={words.intro}>
      <PasskeyPanel
        words={words}
        passkeys={passkeys}
        start={actions.startPasskeyAction}
        add={actions.addPasskeyAction}
        remove={actions.removePasskeyAction}
      />
    </Card>
  );
}
