import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Who signs in: by e-mail and password, or by an account at a social provider. */
export type Credentials =
  | { readonly email: string; readonly password: string }
  | { readonly email: string; readonly provider: string };

/** Someone whom the local AWS knows by e-mail and password. */
export interface Account {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Where accounts are made. */
export interface UserPool {
  /** The local AWS; by default the one on `LOCAL_AWS_PORT`, or 9229. */
  readonly localAws: string;
  /** By default that of `amplify_outputs.json` in the working directory. */
  readonly userPoolId: string;
}

/** What an account may be given; the rest is made up, and different each time. */
export interface NewAccount {
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
  /** The address of a picture, as a provider gives one. */
  readonly picture?: string;
  /** Groups of the pool. */
  readonly groups?: readonly string[];
}

/** Whom a fresh local AWS knows. */
export const SEEDED: Readonly<Record<string, Credentials>> = {
  'demo@example.com': { email: 'demo@example.com', password: 'Demo-Passw0rd!' },
  'admin@example.com': { email: 'admin@example.com', password: 'Admin-Passw0rd!' },
  'ada@gmail.example': { email: 'ada@gmail.example', provider: 'Google' },
  'grace@gmail.example': { email: 'grace@gmail.example', provider: 'Google' },
};

/**
 * How someone signs in.
 *
 * @param who the address of one of {@link SEEDED}, or an account of your own
 * @throws Error for an address that a fresh local AWS does not know
 */
export function credentialsOf(who: string | Credentials): Credentials {
  if (typeof who !== 'string') return who;
  const known = SEEDED[who];
  if (known !== undefined) return known;
  throw new Error(
    `No password is known for ${who}. Known are ${Object.keys(SEEDED).join(', ')}; for anyone else pass what createAccount() returned.`,
  );
}

/**
 * Makes an account that can sign in at once, by Cognito's own operations for administrators. Tests that each make
 * their own disturb none that run beside them.
 *
 * @throws Error when the local AWS refuses, with its reason
 */
export async function createAccount(wanted: NewAccount = {}, pool: Partial<UserPool> = {}): Promise<Account> {
  const unique = randomUUID().slice(0, 8);
  const {
    name = `User ${unique}`,
    email = `user.${unique}@example.com`,
    password = 'Str0ng-Enough!',
  } = wanted;
  const { localAws = localAwsUrl(), userPoolId: UserPoolId = ownUserPoolId() } = pool;
  const administer = (operation: string, input: object) =>
    callAsAdministrator(localAws, operation, { UserPoolId, Username: email, ...input });
  const { User } = await administer('AdminCreateUser', {
    MessageAction: 'SUPPRESS',
    // Where no message is to be sent Cognito makes up no password.
    TemporaryPassword: password,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'name', Value: name },
      ...(wanted.picture === undefined ? [] : [{ Name: 'picture', Value: wanted.picture }]),
    ],
  });
  await administer('AdminSetUserPassword', { Password: password, Permanent: true });
  for (const GroupName of wanted.groups ?? []) await administer('AdminAddUserToGroup', { GroupName });
  const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error(`Cognito gave ${email} no sub.`);
  return { sub, name, email, password };
}

interface AdministratorsAnswer {
  readonly message?: string;
  readonly User?: { readonly Attributes?: ReadonlyArray<{ readonly Name: string; readonly Value: string }> };
}

/** The local AWS checks that an administrator's request is signed, not by whom. */
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

async function callAsAdministrator(
  localAws: string,
  operation: string,
  input: object,
): Promise<AdministratorsAnswer> {
  const answer = await fetch(localAws, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      authorization: SIGNATURE,
    },
    body: JSON.stringify(input),
  });
  const body: AdministratorsAnswer = await answer.json();
  if (answer.ok) return body;
  throw new Error(`The local AWS at ${localAws} refused ${operation}: ${body.message}`);
}

const localAwsUrl = () => `http://localhost:${process.env.LOCAL_AWS_PORT ?? 9229}`;

function ownUserPoolId(): string {
  const outputs: { auth: { user_pool_id: string } } = JSON.parse(
    readFileSync('amplify_outputs.json', 'utf8'),
  );
  return outputs.auth.user_pool_id;
}
