import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock';
import { CognitoError } from './errors';
import type { Mailbox } from './mailbox';
import type { CodePurpose, PendingCode, User } from './model';
import type { Store } from './state/store';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a code works, ms (developer guide, "Quotas"; codes to sign in with end with their session, 15 minutes at most). */
const LIFETIME: Record<CodePurpose, number> = {
  'sign-up': 24 * HOUR,
  attribute: 24 * HOUR,
  'forgot-password': HOUR,
  'email-otp': 15 * MINUTE,
  'sms-mfa': 15 * MINUTE,
  invitation: 7 * 24 * HOUR,
};

const SUBJECT: Record<CodePurpose, string> = {
  'sign-up': 'Your verification code',
  attribute: 'Your verification code',
  'forgot-password': 'Your password reset code',
  'email-otp': 'Your sign-in code',
  'sms-mfa': 'Your sign-in code',
  invitation: 'Your temporary password',
};

export interface CodeDelivery {
  readonly AttributeName: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly Destination: string;
}

/** Cognito's way of saying where a code went without giving the address away: `t***@t***`, `+*******4444`. */
export function masked(attribute: string, value: string): CodeDelivery {
  const email = attribute === 'email';
  const [name = '', host = ''] = value.split('@');
  const Destination = email ? `${name.slice(0, 1)}***@${host.slice(0, 1)}***` : `+*******${value.slice(-4)}`;
  return { AttributeName: attribute, DeliveryMedium: email ? 'EMAIL' : 'SMS', Destination };
}

/** What is answered for somebody who is not there, so that it cannot be told from a code that was sent. */
export function simulatedDelivery(username: string): CodeDelivery {
  return masked('email', username.includes('@') ? username : `${username}@${username}`);
}

export interface CodeRequest {
  readonly user: User;
  readonly purpose: CodePurpose;
  /** Attribute to verify or to send to. */
  readonly attribute: string;
  /** The address, when it is not the attribute's present value. */
  readonly to?: string;
}

/** Codes that were sent and are waited for: at most one per user, purpose and attribute; the newest counts. */
export function createCodes(store: Store, mailbox: Mailbox, clock: Clock) {
  const key = (code: Pick<PendingCode, 'poolId' | 'sub' | 'purpose' | 'attribute'>) =>
    `${code.poolId}/${code.sub}/${code.purpose}/${code.purpose === 'attribute' ? code.attribute : ''}`;
  const table = store.table<PendingCode, 'user'>('codes', {
    key,
    indexes: { user: (code) => [`${code.poolId}/${code.sub}`] },
  });

  return {
    send({ user, purpose, attribute, to = user.attributes[attribute] ?? '' }: CodeRequest): CodeDelivery {
      const code = String(randomInt(purpose === 'email-otp' ? 100_000_000 : 1_000_000)).padStart(
        purpose === 'email-otp' ? 8 : 6,
        '0',
      );
      const { poolId, sub, username } = user;
      table.put({ poolId, sub, purpose, attribute, code, expiresAt: clock.now() + LIFETIME[purpose] });
      const delivery = masked(attribute, to);
      const text = `${SUBJECT[purpose]} is ${code}.`;
      const medium = delivery.DeliveryMedium;
      mailbox.deliver({ poolId, username, medium, to, subject: SUBJECT[purpose], text, purpose, code });
      return delivery;
    },

    /**
     * Uses the code up.
     * @throws ExpiredCodeException when none is waited for any more; CodeMismatchException, keeping it.
     */
    use({ user, purpose, attribute }: CodeRequest, given: string): PendingCode {
      const id = key({ poolId: user.poolId, sub: user.sub, purpose, attribute });
      const pending = table.get(id);
      if (!pending || pending.expiresAt <= clock.now()) {
        throw new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
      }
      if (!sameText(pending.code, given)) {
        throw new CognitoError(
          'CodeMismatchException',
          'Invalid verification code provided, please try again.',
        );
      }
      table.delete(id);
      return pending;
    },

    forget(user: User): void {
      for (const code of table.by('user', `${user.poolId}/${user.sub}`)) table.delete(key(code));
    },

    clear: () => table.clear(),
  };
}

export type Codes = ReturnType<typeof createCodes>;

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
