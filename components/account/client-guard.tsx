'use client';

import { Card } from '../parts/card';
import { displayName } from '../session/display-name';
import { SignedIn } from '../session/signed-in';

export function ClientGuard() {
  return (
    <SignedIn placeholder={<p role="status">Asking who is signed in here.</p>}>
      {(viewer) => (
        <Card title={`Welcome, ${displayName(viewer)}`}>
          <p>
            End this session from another browser and this page leaves within five seconds, without being
            touched.
          </p>
        </Card>
      )}
    </SignedIn>
  );
}
