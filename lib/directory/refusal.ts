import { type ErrorCode, LatchkeyError } from '../errors';

/** AWS's refusals by name (API reference, "Common Errors", and each operation's own). Everything else is no answer. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  CredentialsProviderError: 'administration_denied',
  AccessDeniedException: 'administration_denied',
  UnrecognizedClientException: 'administration_denied',
  InvalidClientTokenId: 'administration_denied',
  ExpiredTokenException: 'administration_denied',
  MissingAuthenticationTokenException: 'administration_denied',
  UserNotFoundException: 'not_found',
  // Said of an account that is a provider's, or has no verified address to send a code to.
  NotAuthorizedException: 'account_state',
  UnsupportedUserStateException: 'account_state',
  InvalidParameterException: 'account_state',
};

/** What the user directory's refusal, or its silence, means to an administrator. */
export function refusalOf(cause: unknown): LatchkeyError {
  const name = cause instanceof Error ? cause.name : '';
  const code = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
  return new LatchkeyError(code ?? 'identity_provider_unavailable', { cause });
}
