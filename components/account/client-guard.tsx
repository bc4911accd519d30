'use client';

import { Card } from '../parts/card';
import { displayName } from '../session/display-name';
import { RequireSession } from '../session/require-session';

export function ClientGuard() {
  return (
    <RequireSession placeholder={<p role="status">Asking who is signed in here.</p>}>
      {(viewer) => (
        <Card title={`Welcome, ${displayName(viewer)}`}>
          <p>
            End this session from another browser and this page leaves within five seconds, without being
            touched.
          </p>
        </Card>
      )}
    </RequireSession>
  );
}
