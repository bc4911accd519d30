import { accessTokenRows } from './access-token.rows';
import { accountRows } from './account.rows';
import { accountPasswordRows } from './account-password.rows';
import { adminRows } from './admin.rows';
import { authenticatorRows } from './authenticator.rows';
import { choiceRows } from './choice.rows';
import { clientRows } from './clients.rows';
import { confirmationRows } from './confirmation.rows';
import { googleRows } from './google.rows';
import { groupRows } from './groups.rows';
import { lockoutRows } from './lockout.rows';
import { managedLoginRows } from './managed-login.rows';
import { mfaRows } from './mfa.rows';
import { oauthRows } from './oauth.rows';
import { passkeyRows } from './passkey.rows';
import { passwordRows } from './password.rows';
import { poolRows } from './pools.rows';
import { refreshRows } from './refresh.rows';
import { revocationRows } from './revocation.rows';
import { rotationRows } from './rotation.rows';
import type { Row } from './row';
import { signUpRows } from './sign-up.rows';
import { srpRows } from './srp.rows';
import { tokenRows } from './token-claims.rows';
import { wireRows } from './wire.rows';

/** Every row of the conformance table, by area. */
export const areas: readonly (readonly Row[])[] = [
  wireRows,
  signUpRows,
  confirmationRows,
  srpRows,
  passwordRows,
  lockoutRows,
  choiceRows,
  authenticatorRows,
  mfaRows,
  passkeyRows,
  tokenRows,
  accessTokenRows,
  refreshRows,
  rotationRows,
  revocationRows,
  accountRows,
  accountPasswordRows,
  adminRows,
  groupRows,
  poolRows,
  clientRows,
  managedLoginRows,
  oauthRows,
  googleRows,
];
