import { accountRows } from './account.rows';
import { adminRows } from './admin.rows';
import { googleRows } from './google.rows';
import { managedLoginRows } from './managed-login.rows';
import { oauthRows } from './oauth.rows';
import { poolRows } from './pools.rows';
import type { Row } from './row';
import { secondFactorRows } from './second-factor.rows';
import { signInRows } from './sign-in.rows';
import { signUpRows } from './sign-up.rows';
import { tokenRows } from './tokens.rows';
import { wireRows } from './wire.rows';

/** Every row of the conformance table, by area. */
export const areas: readonly (readonly Row[])[] = [
  wireRows,
  signUpRows,
  signInRows,
  secondFactorRows,
  tokenRows,
  accountRows,
  adminRows,
  poolRows,
  managedLoginRows,
  oauthRows,
  googleRows,
];
