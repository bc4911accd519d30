import type { ActionState } from '@/lib/data/action-state';
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

export function PasskeysCard({ passkeys, actions }: PasskeysCardProps) {
  return (
    <Card title="Passkeys" intro="Your fingerprint, face or screen lock in place of your password.">
      <PasskeyPanel
        passkeys={passkeys}
        start={actions.startPasskeyAction}
        add={actions.addPasskeyAction}
        remove={actions.removePasskeyAction}
      />
    </Card>
  );
}
