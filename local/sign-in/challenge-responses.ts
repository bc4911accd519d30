import { checkAttributes, requireMutable, requireWritable } from '../accounts/attributes';
import { setPassword } from '../accounts/passwords';
import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import { requiredText } from '../input';
import type { Client, MfaFactor, Pool, User } from '../model';
import type { Needs } from '../services';
import { spendTotpCode } from '../totp';
import type { ChallengeName, OpenChallenge, SignIn, Step } from './challenges';
import { requireUsable } from './check-password';
import { type FirstFactor, startFactor } from './first-factor';
import { finishPasskey } from './passkey-challenge';
import { askFactor, secondFactor, setUpEmail } from './second-factor';

export type RespondServices = Needs<
  'directory' | 'users' | 'challenges' | 'keys' | 'lockout' | 'clock' | 'codes' | 'limits'
>;

type Responses = Readonly<Record<string, string>>;

interface Responding {
  readonly pool: Pool;
  readonly client: Client;
  /** Undefined for somebody who does not exist. */
  readonly user: User | undefined;
  readonly open: OpenChallenge;
}

type Respond = (
  services: RespondServices,
  responding: Responding,
  responses: Responses,
) => Step | Promise<Step>;

/** What to do with the answer to each challenge that has a session. */
export const RESPONSES: Record<Exclude<ChallengeName, 'PASSWORD_VERIFIER'>, Respond> = {
  NEW_PASSWORD_REQUIRED: newPassword,
  SOFTWARE_TOKEN_MFA: softwareToken,
  EMAIL_OTP: emailCode,
  SMS_MFA: textedCode,
  MFA_SETUP: mfaSetUp,
  SELECT_MFA_TYPE: selectMfa,
  SELECT_CHALLENGE: (services, responding, responses) =>
    startChosen(services, responding, requiredText(responses, 'ANSWER'), responses),
  PASSWORD: (services, responding, responses) =>
    startChosen(services, responding, 'PASSWORD', { PASSWORD: requiredText(responses, 'PASSWORD') }),
  PASSWORD_SRP: (services, responding, responses) =>
    startChosen(services, responding, 'PASSWORD_SRP', { SRP_A: requiredText(responses, 'SRP_A') }),
  WEB_AUTHN: passkey,
};

const ATTRIBUTE_PREFIX = 'userAttributes.';

function newPassword(services: RespondServices, responding: Responding, responses: Responses): Step {
  const { pool, client, user } = existing(responding);
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith(ATTRIBUTE_PREFIX))
    .map(([name, value]): [string, string] => [name.slice(ATTRIBUTE_PREFIX.length), value]);
  const attributes = Object.fromEntries(given.filter(([name, value]) => user.attributes[name] !== value));
  requireWritable(client, Object.keys(attributes));
  requireMutable(pool, Object.keys(attributes));
  checkAttributes(pool, attributes);
  const missing = pool.settings.SchemaAttributes.find(
    ({ Name, Required }) => Required && !user.attributes[Name] && !attributes[Name],
  );
  if (missing) throw invalidParameter(`Invalid user attributes: ${missing.Name} is required`);
  const changed = setPassword(services, { pool, user, password: requiredText(responses, 'NEW_PASSWORD') });
  const complete = services.users.update(changed, { attributes: { ...changed.attributes, ...attributes } });
  return secondFactor(services, { pool, client, user: complete });
}

function softwareToken(services: RespondServices, responding: Responding, responses: Responses): Step {
  const { pool, client, user } = existing(responding);
  services.lockout.check(user);
  const mismatch = new CognitoError('CodeMismatchException', 'Invalid code received for user');
  const code = requiredText(responses, 'SOFTWARE_TOKEN_MFA_CODE');
  if (!user.softwareToken) throw mismatch;
  return countingFailures(services, user, () => {
    const token = spendTotpCode(
      user.softwareToken ?? { secret: '', verified: false, usedSteps: [] },
      code,
      services.clock,
      mismatch,
    );
    return { kind: 'completed', pool, client, user: services.users.update(user, { softwareToken: token }) };
  });
}

function emailCode(services: RespondServices, responding: Responding, responses: Responses): Step {
  const code = requiredText(responses, 'EMAIL_OTP_CODE');
  const { pool, client, user } = existing(responding);
  services.lockout.check(user);
  return countingFailures(services, user, () => {
    services.codes.use({ user, purpose: 'email-otp', attribute: 'email' }, code);
    requireUsable(user, services.clock.now());
    const { emailUnderSetUp } = responding.open;
    const changed = emailUnderSetUp ? withEmailFactor(services, user, emailUnderSetUp) : user;
    return { kind: 'completed', pool, client, user: changed };
  });
}

function textedCode(services: RespondServices, responding: Responding, responses: Responses): Step {
  const code = requiredText(responses, 'SMS_MFA_CODE');
  const { pool, client, user } = existing(responding);
  services.lockout.check(user);
  return countingFailures(services, user, () => {
    services.codes.use({ user, purpose: 'sms-mfa', attribute: 'phone_number' }, code);
    return { kind: 'completed', pool, client, user };
  });
}

function withEmailFactor({ users }: RespondServices, user: User, email: string): User {
  return users.update(user, {
    attributes: { ...user.attributes, email, email_verified: 'true' },
    mfa: { enabled: [...user.mfa.enabled, 'EMAIL_OTP'], preferred: 'EMAIL_OTP' },
  });
}

/** A code of six digits must not be open to guessing: wrong ones count like wrong passwords. */
function countingFailures(services: RespondServices, user: User, check: () => Step): Step {
  try {
    return check();
  } catch (error) {
    services.lockout.failed(user);
    throw error;
  }
}

function mfaSetUp(services: RespondServices, responding: Responding, responses: Responses): Step {
  const signIn = existing(responding);
  if (responses.EMAIL !== undefined) return setUpEmail(services, signIn, responses.EMAIL);
  if (!responding.open.totpVerified) throw invalidParameter('The software token has not been verified.');
  return { kind: 'completed', ...signIn };
}

function selectMfa(services: RespondServices, responding: Responding, responses: Responses): Step {
  const answer = requiredText(responses, 'ANSWER');
  if (!responding.open.offered?.includes(answer)) throw invalidParameter(`${answer} was not offered.`);
  return askFactor(services, existing(responding), answer as MfaFactor);
}

function startChosen(
  services: RespondServices,
  { pool, client, user, open }: Responding,
  factor: string,
  given: Responses,
): Step | Promise<Step> {
  if (!open.offered?.includes(factor)) throw invalidParameter(`${factor} was not offered.`);
  const typed = open.typed ?? open.username;
  const lockKey = { poolId: pool.id, username: user?.username ?? open.lockName ?? typed };
  services.lockout.check(lockKey);
  return startFactor(
    services,
    { pool, client, identified: { typed, user, lockKey } },
    factor as FirstFactor,
    given,
  );
}

async function passkey(
  services: RespondServices,
  responding: Responding,
  responses: Responses,
): Promise<Step> {
  const signIn = existing(responding);
  services.lockout.check(signIn.user);
  requireUsable(signIn.user, services.clock.now());
  const user = await finishPasskey(services, signIn, responding.open, requiredText(responses, 'CREDENTIAL'));
  return { kind: 'completed', pool: signIn.pool, client: signIn.client, user };
}

/** Past the first factor there is always a user. @throws NotAuthorizedException otherwise */
function existing({ pool, client, user }: Responding): SignIn {
  if (!user) throw notAuthorized('Invalid session for the user.');
  return { pool, client, user };
}
