import { ACCOUNT_STATES } from './account-states';
import { ACTIVITY_STATES } from './activity-states';
import { ADMIN_STATES } from './admin-states';
import { AUTHENTICATOR_STATES } from './authenticator-states';
import { DEMO_STATES } from './demo-states';
import { DEVICE_STATES } from './device-states';
import { FAILURE_STATES } from './failure-states';
import { GERMAN_STATES } from './german-states';
import { LOCAL_AWS_STATES } from './local-aws-states';
import { OUTAGE_STATES } from './outage-states';
import { PUBLIC_STATES } from './public-states';
import { SECURITY_STATES } from './security-states';
import { SIGN_IN_STATES } from './sign-in-states';
import type { State } from './state';

/** Everything that a person may have in front of them. Their names are different. */
export const STATES: readonly State[] = [
  ...PUBLIC_STATES,
  ...DEMO_STATES,
  ...SIGN_IN_STATES,
  ...AUTHENTICATOR_STATES,
  ...ACCOUNT_STATES,
  ...SECURITY_STATES,
  ...DEVICE_STATES,
  ...ACTIVITY_STATES,
  ...ADMIN_STATES,
  ...LOCAL_AWS_STATES,
  ...OUTAGE_STATES,
  ...FAILURE_STATES,
  ...GERMAN_STATES,
];
