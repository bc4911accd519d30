import type { ActionState } from '@/lib/data/action-state';
import type { EmailCodeOutcome, EmailOutcome } from '@/lib/data/email-address';

type Failed = Extract<ActionState, { status: 'failed' }>;

const failed = (message: string, nextStep: string): Failed => ({
  status: 'failed',
  code: 'invalid_request',
  message,
  nextStep,
});

export const NO_ADDRESS = failed('That is no e-mail address.', 'Write it in full, such as name@example.com.');
export const ALREADY_YOURS = 'That is your address already.';

const TAKEN = failed('There is already an account with this address.', 'Use another one, or sign in to it.');
const TOO_OFTEN = failed('Too many attempts.', 'Wait a few minutes, then try again.');

/** Why no code was sent. */
export const REQUEST_WORDS: Readonly<Record<Exclude<EmailOutcome, 'code_sent'>, Failed>> = {
  taken: TAKEN,
  not_accepted: failed('This address can’t be used.', 'Check it, or use another one.'),
  undeliverable: failed('No e-mail could be sent there.', 'Check the address, or try again later.'),
  too_often: TOO_OFTEN,
};

/** Why a code changed nothing. */
export const CODE_WORDS: Readonly<Record<Exclude<EmailCodeOutcome, 'changed'>, Failed>> = {
  wrong: failed('That code isn’t right.', 'Check it and try again.'),
  expired: failed('That code has expired.', 'Have a new one sent.'),
  taken: TAKEN,
  too_often: TOO_OFTEN,
};
