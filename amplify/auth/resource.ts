import { defineAuth } from '@aws-amplify/backend';
import { readEnvironment } from './environment';
import { preSignUp } from './pre-sign-up/resource';
import { providerSettings } from './provider-settings';
import { ADMIN_GROUP, CALLBACK_PATH, SCOPES, SIGNED_OUT_PATH } from './settings';

export const environment = readEnvironment(process.env);
const { appOrigins, providers } = environment;

/** Who can sign in, and how. What `defineAuth` has no word for is in app-client.ts and user-pool.ts. */
export const auth = defineAuth({
  loginWith: {
    email: true,
    // A passkey belongs to one domain for ever: when the first origin's domain changes, people register again.
    webAuthn: { relyingPartyId: new URL(appOrigins[0]).hostname, userVerification: 'preferred' },
    externalProviders: {
      ...providerSettings(providers),
      scopes: SCOPES,
      callbackUrls: appOrigins.map((origin) => origin + CALLBACK_PATH),
      logoutUrls: appOrigins.map((origin) => origin + SIGNED_OUT_PATH),
    },
  },
  multifactor: { mode: 'OPTIONAL', totp: true },
  groups: [ADMIN_GROUP],
  triggers: { preSignUp },
});
