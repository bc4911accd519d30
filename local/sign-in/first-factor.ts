import type { Client, Pool, User } from '../model';
import type { Needs } from '../services';
import { afterPassword } from './after-password';
import { ask } from './challenge-session';
import type { ChallengeName, SignIn, Step } from './challenges';
import { passwordFits } from './check-password';
import { decoyUserId, type Identified, refuse } from './identify';
import { askPasskey } from './passkey-challenge';
import { askEmailCode, userFactors } from './second-factor';
import { startHandshake } from './srp-handshake';

export type FirstFactor = 'PASSWORD_SRP' | 'PASSWORD' | 'EMAIL_OTP' | 'WEB_AUTHN';
type Responses = Readonly<Record<string, string>>;
type Used = Needs<'users' | 'challenges' | 'keys' | 'lockout' | 'clock' | 'codes'>;

/** A USER_AUTH sign-in before it is known how the user will prove who they are. */
export interface Choice {
  readonly pool: Pool;
  readonly client: Client;
  readonly identified: Identified;
}

/**
 * The ways in that this user has. Somebody unknown seems to have a password. A code by e-mail is one factor, so
 * it is not offered to who has switched on a second one; a passkey is two (README.md, "Choices").
 */
export function availableFactors(pool: Pool, user: User | undefined): FirstFactor[] {
  const allowed: readonly string[] = pool.settings.Policies.SignInPolicy.AllowedFirstAuthFactors;
  const factors: FirstFactor[] = [];
  if (!user || user.password) factors.push('PASSWORD_SRP', 'PASSWORD');
  if (
    user?.attributes.email_verified === 'true' &&
    allowed.includes('EMAIL_OTP') &&
    !userFactors(pool, user).length
  ) {
    factors.push('EMAIL_OTP');
  }
  if (user?.passkeys.length && allowed.includes('WEB_AUTHN')) factors.push('WEB_AUTHN');
  return factors;
}

/** Offers the choice, or goes straight to the way preferred where this user has it. */
export function choose(
  services: Used,
  choice: Choice,
  preferred: string | undefined,
  given: Responses,
): Step | Promise<Step> {
  const available = availableFactors(choice.pool, choice.identified.user);
  const factor = available.find((one) => one === preferred);
  if (factor) return startFactor(services, choice, factor, given);
  return askAs(services, choice, { name: 'SELECT_CHALLENGE', available });
}

/** @param given may hold the answer already: PASSWORD or SRP_A. */
export function startFactor(
  services: Used,
  choice: Choice,
  factor: FirstFactor,
  given: Responses,
): Step | Promise<Step> {
  const { pool, client, identified } = choice;
  const { user } = identified;
  switch (factor) {
    case 'PASSWORD':
      if (given.PASSWORD === undefined) return askAs(services, choice, { name: 'PASSWORD' });
      return withPassword(services, choice, given.PASSWORD);
    case 'PASSWORD_SRP':
      if (given.SRP_A === undefined) return askAs(services, choice, { name: 'PASSWORD_SRP' });
      return askAs(services, choice, {
        name: 'PASSWORD_VERIFIER',
        parameters: startHandshake(services, { pool, client, identified, srpA: given.SRP_A }),
      });
    default:
      if (!user) return refuse(services, identified.lockKey);
      return {
        ...askOther(services, { pool, client, user }, factor),
        available: availableFactors(pool, user),
      };
  }
}

const askOther = (services: Used, signIn: SignIn, factor: 'EMAIL_OTP' | 'WEB_AUTHN') =>
  factor === 'EMAIL_OTP' ? askEmailCode(services, signIn) : askPasskey(services, signIn);

function withPassword(services: Used, { pool, client, identified }: Choice, password: string): Step {
  const user = passwordFits(services, identified, password);
  return afterPassword(services, { pool, client, user });
}

interface Question {
  readonly name: ChallengeName;
  readonly parameters?: Record<string, string>;
  readonly available?: readonly FirstFactor[];
}

function askAs(services: Used, { pool, client, identified }: Choice, question: Question): Step {
  const username = identified.user?.username ?? decoyUserId(services, pool, identified.typed);
  const { user } = identified;
  const available = question.available ?? availableFactors(pool, user);
  return ask(
    services,
    { pool, client, user },
    {
      ...question,
      available,
      remember: {
        username,
        typed: identified.typed,
        lockName: identified.lockKey.username,
        offered: available,
      },
    },
  );
}
