import { randomInt } from 'node:crypto';
import type { Pool, User } from '../model';
import type { Needs } from '../services';

const LETTERS = {
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lower: 'abcdefghijkmnpqrstuvwxyz',
  digit: '23456789',
  symbol: '!#%&*+-=?',
};
const LENGTH = 12;

/** A password that meets every policy, as Cognito makes one when the administrator gives none. */
export function randomPassword(pool: Pool): string {
  const kinds = Object.values(LETTERS);
  const length = Math.max(LENGTH, pool.settings.Policies.PasswordPolicy.MinimumLength);
  const all = kinds.join('');
  const pick = (from: string) => from[randomInt(from.length)] ?? '';
  const letters = [...kinds.map(pick), ...Array.from({ length: length - kinds.length }, () => pick(all))];
  for (let i = letters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
  }
  return letters.join('');
}

/** Mails a temporary password, which the inbox shows like any code. */
export function invite({ mailbox }: Needs<'mailbox'>, user: User, password: string): void {
  const to = user.attributes.email ?? user.attributes.phone_number;
  if (!to) return;
  mailbox.deliver({
    poolId: user.poolId,
    username: user.username,
    medium: user.attributes.email ? 'EMAIL' : 'SMS',
    to,
    subject: 'Your temporary password',
    text: `Your username is ${to} and your temporary password is ${password}.`,
    purpose: 'invitation',
    code: password,
  });
}
