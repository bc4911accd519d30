import { Cognito } from '../../local/testing/cognito';
import { newSrpClient, type SrpClient, signInBySrp } from '../../local/tests/support/amplify-srp';
import { CookieJar } from './cookie-jar';
import type { Stack } from './stack';
import { CLIENT_ID, POOL_ID } from './token-probe';

/** Somebody who is signed in. */
export interface Member {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly jar: CookieJar;
}

/** Everybody's. */
export const PASSWORD = 'Str0ng-Enough!';
/** Sign-ins at once: enough that nobody waits for anybody's arithmetic. */
const AT_ONCE = 8;

/** Makes `size` accounts, and signs each in by SRP through the product's own relay, spread over its instances. */
export async function signInCrowd(stack: Pick<Stack, 'aws' | 'origins'>, size: number): Promise<Member[]> {
  const members: Member[] = [];
  const numbers = Array.from({ length: size }, (_, number) => number).values();
  const work = async () => {
    // One secret for several, since making it takes as long as signing in; the server's are new each time.
    const client = await newSrpClient(POOL_ID);
    for (const number of numbers) members[number] = await signInMember(stack, client, number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return members;
}

async function signInMember(
  stack: Pick<Stack, 'aws' | 'origins'>,
  client: SrpClient,
  number: number,
): Promise<Member> {
  const name = `Member Number ${number}`;
  const email = `member.${number}@example.com`;
  const sub = await createAccount(new Cognito(stack.aws.url), { name, email });
  const relay = new Cognito(`${stack.origins[number % stack.origins.length]}/api/auth/cognito`);
  const signIn = { poolId: POOL_ID, clientId: CLIENT_ID, username: email, password: PASSWORD, client };
  const answer = await signInBySrp(relay, signIn);
  if (answer.status !== 200) throw new Error(`The relay refused ${email}: ${JSON.stringify(answer.body)}`);
  const jar = new CookieJar();
  for (const line of answer.headers.getSetCookie()) jar.keep(line);
  return { sub, name, email, jar };
}

/** @returns the `sub` that Cognito gave */
export async function createAccount(cognito: Cognito, { name, email }: { name: string; email: string }) {
  const { User } = await cognito.adminOk('AdminCreateUser', {
    UserPoolId: POOL_ID,
    Username: email,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'name', Value: name },
    ],
  });
  const attributes: ReadonlyArray<{ Name: string; Value: string }> = User.Attributes;
  await cognito.adminOk('AdminSetUserPassword', {
    UserPoolId: POOL_ID,
    Username: email,
    Password: PASSWORD,
    Permanent: true,
  });
  const sub = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error(`Cognito gave ${email} no sub.`);
  return sub;
}
