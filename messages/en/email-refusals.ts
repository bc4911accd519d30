const TAKEN = {
  message: 'There is already an account with this address.',
  nextStep: 'Use another one, or sign in to it.',
} as const;
const TOO_OFTEN = { message: 'Too many attempts.', nextStep: 'Wait a few minutes, then try again.' } as const;

/** Why no code was sent to another address (`asked`), and why a code changed nothing (`code`), by what Cognito made of it. */
export const emailRefusals = {
  noAddress: {
    message: 'That is no e-mail address.',
    nextStep: 'Write it in full, such as name@example.com.',
  },
  asked: {
    taken: TAKEN,
    not_accepted: { message: 'This address can’t be used.', nextStep: 'Check it, or use another one.' },
    undeliverable: {
      message: 'No e-mail could be sent there.',
      nextStep: 'Check the address, or try again later.',
    },
    too_often: TOO_OFTEN,
  },
  code: {
    wrong: { message: 'That code isn’t right.', nextStep: 'Check it and try again.' },
    expired: { message: 'That code has expired.', nextStep: 'Have a new one sent.' },
    taken: TAKEN,
    too_often: TOO_OFTEN,
  },
} as const;
