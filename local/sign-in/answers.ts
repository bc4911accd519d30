import { checkAttributes, requireMutable, requireWritable } from '../accounts/attributes';
import { setPassword } from '../accounts/passwords';
import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import type { Client, MfaFactor, Pool, User } from '../model';
import { spendTotpCode } from '../totp';
import type { AnswerServices } from './answer';
import type { ChallengeName, OpenChallenge } from './challenges';
import { type FirstFactor, startFactor } from './first-factor';
import { required } from './parameters';
import { finishPasskey } from './passkey-challenge';
import { requireUsable } from './password';
import { askFactor, secondFactor, setUpEmail } from './second-factor';
import type { SignIn, Step } from './step';

type Responses = Readonly<Record<string, string>>;

interface Answering {
  readonly pool: Pool;
  readonly client: Client;
  /** Undefined for somebody who does not exist. */
  readonly user: User | undefined;
  readonly open: OpenChallenge;
}

type AnswerTo = (
  services: AnswerServices,
  answering: Answering,
  responses: Responses,
) => Step | Promise<Step>;

/** What to do with the answer to each challenge that has a session. */
export const ANSWERS: Record<Exclude<ChallengeName, 'PASSWORD_VERIFIER'>, AnswerTo> = {
  NEW_PASSWORD_REQUIRED: newPassword,
  SOFTWARE_TOKEN_MFA: softwareToken,
  EMAIL_OTP: emailCode,
  MFA_SETUP: mfaSetUp,
  SELECT_MFA_TYPE: selectMfa,
  SELECT_CHALLENGE: (services, answering, responses) =>
    startChosen(services, answering, required(responses, 'ANSWER'), responses),
  PASSWORD: (services, answering, responses) =>
    startChosen(services, answering, 'PASSWORD', { PASSWORD: required(responses, 'PASSWORD') }),
  PASSWORD_SRP: (services, answering, responses) =>
    startChosen(services, answering, 'PASSWORD_SRP', { SRP_A: required(responses, 'SRP_A') }),
  WEB_AUTHN: passkey,
};

const ATTRIBUTE_PREFIX = 'userAttributes.';

function newPassword(services: AnswerServices, answering: Answering, responses: Responses): Step {
  const { pool, client, user } = existing(answering);
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
  const changed = setPassword(services, { pool, user, password: required(responses, 'NEW_PASSWORD') });
  const complete = services.users.update(changed, { attributes: { ...changed.attributes, ...attributes } });
  return secondFactor(services, { pool, client, user: complete });
}

function softwareToken(services: AnswerServices, answering: Answering, responses: Responses): Step {
  const { pool, client, user } = existing(answering);
  services.lockout.check(user);
  const mismatch = new CognitoError('CodeMismatchException', 'Invalid code received for user');
  const code = required(responses, 'SOFTWARE_TOKEN_MFA_CODE');
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

function emailCode(services: AnswerServices, answering: Answering, responses: Responses): Step {
  const code = required(responses, 'EMAIL_OTP_CODE');
  const { pool, client, user } = existing(answering);
  services.lockout.check(user);
  return countingFailures(services, user, () => {
    services.codes.use({ user, purpose: 'email-otp', attribute: 'email' }, code);
    requireUsable(user, services.clock.now());
    const { emailUnderSetUp } = answering.open;
    const changed = emailUnderSetUp ? withEmailFactor(services, user, emailUnderSetUp) : user;
    return { kind: 'completed', pool, client, user: changed };
  });
}

function withEmailFactor({ users }: AnswerServices, user: User, email: string): User {
  return users.update(user, {
    attributes: { ...user.attributes, email, email_verified: 'true' },
    mfa: { enabled: [...user.mfa.enabled, 'EMAIL_OTP'], preferred: 'EMAIL_OTP' },
  });
}

/** A code of six digits must not be open to guessing: wrong ones count like wrong passwords. */
function countingFailures(services: AnswerServices, user: User, check: () => Step): Step {
  try {
    return check();
  } catch (error) {
    services.lockout.failed(user);
    throw error;
  }
}

function mfaSetUp(services: AnswerServices, answering: Answering, responses: Responses): Step {
  const signIn = existing(answering);
  if (responses.EMAIL !== undefined) return setUpEmail(services, signIn, responses.EMAIL);
  if (!answering.open.totpVerified) throw invalidParameter('The software token has not been verified.');
  return { kind: 'completed', ...signIn };
}

function selectMfa(services: AnswerServices, answering: Answering, responses: Responses): Step {
  const answer = required(responses, 'ANSWER');
  if (!answering.open.offered?.includes(answer)) throw invalidParameter(`${answer} was not offered.`);
  return askFactor(services, existing(answering), answer as MfaFactor);
}

function startChosen(
  services: AnswerServices,
  { pool, client, user, open }: Answering,
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

async function passkey(services: AnswerServices, answering: Answering, responses: Responses): Promise<Step> {
  const signIn = existing(answering);
  services.lockout.check(signIn.user);
  requireUsable(signIn.user, services.clock.now());
  const user = await finishPasskey(services, signIn, answering.open, required(responses, 'CREDENTIAL'));
  return { kind: 'completed', pool: signIn.pool, client: signIn.client, user };
}

/** Past the first factor there is always a user. @throws NotAuthorizedException otherwise */
function existing({ pool, client, user }: Answering): SignIn {
  if (!user) throw notAuthorized('Invalid session for the user.');
  return { pool, client, user };
}
