import * as z from 'zod';

/** A user's state at Cognito (`UserStatusType` of its API reference); the pools of today know no other. */
export const ACCOUNT_STATUSES = [
  'CONFIRMED',
  'UNCONFIRMED',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
  'EXTERNAL_PROVIDER',
  'UNKNOWN',
] as const;

export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** An account of the user pool, signed in or not. Times are epoch milliseconds. */
export interface Account {
  /** Cognito's name for it: the `sub` of the pool's own accounts, `google_<id>` of a provider's. */
  readonly username: string;
  readonly sub: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly status: AccountStatus;
  readonly isEnabled: boolean;
  /** The providers that sign this user in, by Cognito's names, such as `Google`. */
  readonly providers: readonly string[];
  readonly createdAt: number | null;
}

/** A user as ListUsers and AdminGetUser answer them; the attributes have another name in each. */
export interface CognitoUser {
  readonly Username?: string | undefined;
  readonly UserStatus?: string | undefined;
  readonly Enabled?: boolean | undefined;
  readonly UserCreateDate?: Date | undefined;
}

type Attributes = ReadonlyArray<{ readonly Name: string | undefined; readonly Value?: string | undefined }>;

const identitiesSchema = z.array(z.object({ providerName: z.string() }));

/** An account, as the app speaks of it. */
export function toAccount(user: CognitoUser, attributes: Attributes = []): Account {
  const values = new Map(attributes.map(({ Name, Value }) => [Name, Value]));
  const username = user.Username ?? '';
  return {
    username,
    sub: values.get('sub') ?? username,
    name: values.get('name')?.trim() || null,
    email: values.get('email') || null,
    emailVerified: values.get('email_verified') === 'true',
    status: ACCOUNT_STATUSES.find((status) => status === user.UserStatus) ?? 'UNKNOWN',
    isEnabled: user.Enabled ?? true,
    providers: providersIn(values.get('identities')),
    createdAt: user.UserCreateDate?.getTime() ?? null,
  };
}

function providersIn(identities = '[]'): string[] {
  try {
    return identitiesSchema.parse(JSON.parse(identities)).map(({ providerName }) => providerName);
  } catch {
    return [];
  }
}
