'use client';

import type { Words } from '@/messages/words';
import { Card } from '../parts/card';
import { fillIn } from '../parts/fill-in';
import { displayName } from '../session/display-name';
import { RequireSession } from '../session/require-session';

interface ClientGuardProps {
  readonly words: Words<'demo'>['client'];
  /** Said until it is known who is signed in. */
  readonly asking: string;
}

export function ClientGuard({ words, asking }: ClientGuardProps) {
  return (
    <RequireSession placeholder={<p role="status">{asking}</p>}>
      {(viewer) => (
        <Card title={fillIn(words.welcome, { name: displayName(viewer) })}>
          <p>{words.text}</p>
        </Card>
      )}
    </RequireSession>
  );
}
