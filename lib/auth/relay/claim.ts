import type { BudgetKind } from '../../session/limits';
import { subjectOfInert } from './inert-tokens';
import type { RelayInput } from './operations';

/** What a relayed request tries, for the budgets. */
export interface Claim {
  readonly kind: BudgetKind;
  /** The user name that it is about, as given; the caller's own `sub` where an access token says so. */
  readonly account: string | null;
  /** Whether it is a step of signing in, whose failure concerns the account's owner. */
  readonly signsIn: boolean;
}

const BY_OPERATION: Readonly<Record<string, BudgetKind>> = {
  InitiateAuth: 'sign_in_start',
  SignUp: 'sign_up',
  ChangePassword: 'password_try',
  ConfirmSignUp: 'code_try',
  ConfirmForgotPassword: 'code_try',
  VerifySoftwareToken: 'code_try',
  VerifyUserAttribute: 'code_try',
  ForgotPassword: 'code_sent',
  ResendConfirmationCode: 'code_sent',
  GetUserAttributeVerificationCode: 'code_sent',
  UpdateUserAttributes: 'code_sent',
};

/** Challenges that are answered with something to guess (Amazon Cognito API reference, RespondToAuthChallenge). */
const BY_CHALLENGE: Readonly<Record<string, BudgetKind>> = {
  PASSWORD_VERIFIER: 'password_try',
  NEW_PASSWORD_REQUIRED: 'password_try',
  SOFTWARE_TOKEN_MFA: 'code_try',
  SMS_MFA: 'code_try',
  EMAIL_OTP: 'code_try',
  SMS_OTP: 'code_try',
};

/** Ways to sign in that begin with a message. */
const SENDS_A_CODE = new Set<unknown>(['EMAIL_OTP', 'SMS_OTP']);

/** What an operation costs its caller; null for what nobody can abuse. */
export function claimOf(operation: string, input: RelayInput): Claim | null {
  const [parameters, responses] = [input.AuthParameters, input.ChallengeResponses].map(asRecord);
  const signsIn = operation === 'RespondToAuthChallenge';
  const sendsCode = SENDS_A_CODE.has(parameters?.PREFERRED_CHALLENGE) || SENDS_A_CODE.has(responses?.ANSWER);
  const table = signsIn ? BY_CHALLENGE : BY_OPERATION;
  const name = signsIn ? String(input.ChallengeName) : operation;
  const kind = sendsCode ? 'code_sent' : Object.hasOwn(table, name) ? table[name] : undefined;
  if (kind === undefined) return null;
  const named = input.Username ?? parameters?.USERNAME ?? responses?.USERNAME;
  return { kind, signsIn, account: typeof named === 'string' ? named : subjectOfInert(input.AccessToken) };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
