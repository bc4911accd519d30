import type { CognitoIdentityProvider, UserType } from '@aws-sdk/client-cognito-identity-provider';

/** Cognito's event, as far as it is read here (developer guide, "Pre sign-up Lambda trigger"). */
export interface PreSignUpEvent {
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  /** Of a provider's user `google_<id>`, in the pool's own letter case. */
  readonly userName: string;
  readonly request: { readonly userAttributes: Readonly<Record<string, string | undefined>> };
}

/** Providers that say whether they have verified an address, by the beginning of their users' names. */
const VOUCHING: Readonly<Record<string, string>> = { google: 'Google', signinwithapple: 'SignInWithApple' };

/** What an account has to be for its owner to have shown once that the address is theirs. */
const SETTLED = new Set<UserType['UserStatus']>(['CONFIRMED', 'RESET_REQUIRED']);

/**
 * Starts the message with which this sign-in is refused after it was linked: Cognito goes on to make the account that it
 * asked about, and fails on the name that the link has taken. The app knows it by this word, and starts the sign-in once more
 * (`lib/auth/hosted.ts`).
 */
export const LINKED = 'latchkey_linked';

/**
 * Links a provider's sign-in to the account with the same address, if both have verified it, so that one person does not
 * become two. Everything else is left as it comes.
 *
 * @throws Error {@link LINKED} after linking; Cognito's own when it cannot be asked, so that no second account is made
 */
export async function handler<Event extends PreSignUpEvent>(event: Event): Promise<Event> {
  const identity = vouchedFor(event);
  if (identity === null) return event;
  const { UserPoolId, cognito } = await clientFor(event);
  const username = await settledAccount(cognito, UserPoolId, identity.email);
  if (username === null) return event;
  await cognito.adminLinkProviderForUser({
    UserPoolId,
    DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: username },
    SourceUser: {
      ProviderName: identity.provider,
      ProviderAttributeName: 'Cognito_Subject',
      ProviderAttributeValue: identity.id,
    },
  });
  throw new Error(LINKED);
}

/** AWS's client, loaded only now: every other sign-up is let through without it. */
async function clientFor({ region, userPoolId: UserPoolId }: PreSignUpEvent) {
  const { CognitoIdentityProvider } = await import('@aws-sdk/client-cognito-identity-provider');
  return { UserPoolId, cognito: new CognitoIdentityProvider({ region }) };
}

/** Who comes, if it is from a provider that has verified the address. */
function vouchedFor({ triggerSource, userName, request }: PreSignUpEvent) {
  const { email, email_verified: verified } = request.userAttributes;
  const [, name = '', id] = /^([^_]+)_(.+)$/.exec(userName) ?? [];
  const provider = VOUCHING[name.toLowerCase()];
  const isVouched = triggerSource === 'PreSignUp_ExternalProvider' && verified === 'true';
  return isVouched && provider && id && email ? { provider, id, email } : null;
}

/** The one account of the pool's own whose owner has verified the address. */
async function settledAccount(
  cognito: CognitoIdentityProvider,
  UserPoolId: string,
  email: string,
): Promise<string | null> {
  const spellings = [...new Set([email, email.toLowerCase()])];
  const answers = await Promise.all(
    spellings.map((each) => {
      const Filter = `email = "${each.replace(/["\\]/g, '\\$&')}"`;
      return cognito.listUsers({ UserPoolId, Filter, Limit: 10 });
    }),
  );
  const found = answers.flatMap(({ Users = [] }) => Users).filter((user) => isSettled(user, email));
  const [only, ...others] = new Set(found.map(({ Username }) => Username));
  return only !== undefined && others.length === 0 ? only : null;
}

function isSettled({ UserStatus, Attributes = [] }: UserType, email: string): boolean {
  const values = new Map(Attributes.map(({ Name, Value }) => [Name, Value]));
  const isSame = values.get('email')?.toLowerCase() === email.toLowerCase();
  return SETTLED.has(UserStatus) && isSame && values.get('email_verified') === 'true';
}
