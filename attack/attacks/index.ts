import type { AttackGroup } from '../attack';
import { abuse } from './abuse';
import { boundSessions } from './bound-sessions';
import { browserPolicies } from './browser-policies';
import { caching } from './caching';
import { cookies } from './cookies';
import { credentials } from './credentials';
import { crossSite } from './cross-site';
import { enumeration } from './enumeration';
import { guards } from './guards';
import { hostedAttempts } from './hosted-attempts';
import { hostileBodies } from './hostile-bodies';
import { managedLogin } from './managed-login';
import { poisonedRequests } from './poisoned-requests';
import { relay } from './relay';
import { returnPaths } from './return-paths';
import { sessions } from './sessions';
import { signOut } from './sign-out';

/** All attacks. Floods come last: what they use up is not missing from the others. */
export const ATTACKS: readonly AttackGroup[] = [
  returnPaths,
  poisonedRequests,
  hostileBodies,
  hostedAttempts,
  managedLogin,
  crossSite,
  relay,
  enumeration,
  guards,
  cookies,
  sessions,
  boundSessions,
  credentials,
  signOut,
  browserPolicies,
  caching,
  abuse,
];
