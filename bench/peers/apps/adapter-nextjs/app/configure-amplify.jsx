'use client';

import { Amplify } from 'aws-amplify';

let configured = false;

/** `ConfigureAmplifyClientSide` of the documentation. */
export function ConfigureAmplifyClientSide({ outputs }) {
  if (!configured) Amplify.configure(outputs, { ssr: true });
  configured = true;
  return null;
}
