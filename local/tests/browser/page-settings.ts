import type { AuthenticatorProps } from '@aws-amplify/ui-react';
import type * as auth from 'aws-amplify/auth';

/** What a test gives the page before any of its scripts run. */
export interface PageSettings {
  /** The content of an `amplify_outputs.json`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Where Cognito's JSON API is. */
  readonly userPoolEndpoint: string;
  /** For the Authenticator; plain JSON. */
  readonly authenticator?: Pick<AuthenticatorProps, 'passwordless'>;
}

declare global {
  interface Window {
    settings: PageSettings;
    /** Amplify's client, for what the Authenticator has no form for. */
    auth: typeof auth;
  }
}
