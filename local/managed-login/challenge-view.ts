import { z } from 'zod';
import type { Form } from '../http/form';
import {
  chooseFactorPage,
  newPasswordPage,
  passkeyPage,
  sentCodePage,
  setUpTotpPage,
  totpPage,
} from '../pages/challenges';
import type { Page } from '../pages/document';
import type { Frame } from '../pages/frame';
import { attributeField } from '../pages/sign-up';
import { CHALLENGE_NAMES } from '../sign-in/challenges';

/** A challenge as its page and the form on it know it. */
export const challengeView = z.object({
  challenge: z.enum(CHALLENGE_NAMES),
  username: z.string(),
  session: z.string(),
  /** Cognito's challenge parameters, and for `MFA_SETUP` the secret as `SECRET`. */
  parameters: z.record(z.string(), z.string()),
});

export type ChallengeView = z.output<typeof challengeView>;

const names = z.array(z.string()).catch([]);

/** The page for a challenge; undefined for one that these pages never ask. */
export function challengePage(frame: Frame, view: ChallengeView): Page | undefined {
  const { challenge, username, session, parameters } = view;
  const carried = { challenge, username, session, parameters: JSON.stringify(parameters) };
  const listed = (name: string) => names.parse(JSON.parse(parameters[name] ?? '[]'));
  switch (challenge) {
    case 'SOFTWARE_TOKEN_MFA':
      return totpPage({ frame, carried });
    case 'EMAIL_OTP':
    case 'SMS_MFA':
      return sentCodePage({ frame, carried, destination: parameters.CODE_DELIVERY_DESTINATION });
    case 'MFA_SETUP':
      return setUpTotpPage({ frame, carried, secret: parameters.SECRET ?? '' });
    case 'NEW_PASSWORD_REQUIRED': {
      const missing = listed('requiredAttributes').map((name) => name.replace('userAttributes.', ''));
      return newPasswordPage({ frame, carried, attributes: missing.map((name) => attributeField(name)) });
    }
    case 'SELECT_MFA_TYPE':
      return chooseFactorPage({ frame, carried, factors: listed('MFAS_CAN_CHOOSE') });
    case 'WEB_AUTHN':
      return passkeyPage({ frame, carried, options: parameters.CREDENTIAL_REQUEST_OPTIONS ?? '{}' });
    default:
      return undefined;
  }
}

/** Reads the challenge back from its form; undefined when the form is not one of these. */
export function readChallenge(form: Form): ChallengeView | undefined {
  try {
    const read = challengeView.safeParse({
      challenge: form.text('challenge'),
      username: form.text('username'),
      session: form.text('session'),
      parameters: JSON.parse(form.text('parameters') ?? '{}'),
    });
    return read.data;
  } catch {
    // Not JSON: somebody wrote the form themselves.
    return undefined;
  }
}
