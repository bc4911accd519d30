'use client';

import { useFrame } from './frame-words';
import { Notice } from './notice';

/** Stands where something would be that only Cognito knows, while it does not answer. */
export function CognitoAway() {
  const { words } = useFrame();
  return (
    <Notice tone="warning" title={words.serviceAway}>
      {words.inSeconds}
    </Notice>
  );
}
