import { Cognito } from '../../local/testing/cognito';
import { newSrpClient, signInBySrp } from '../../local/tests/support/amplify-srp';
import { CookieJar } from './cookie-jar';
import type { Stack } from './stack';
import { CLIENT_ID, POOL_ID } from './token-probe';

/**
 * Signs a user in `count` more times, on devices without a browser: by SRP through the app's relay.
 *
 * @returns the cookies of each
 */
export async function moreSessions(
  stack: Pick<Stack, 'origin'>,
  { email, password }: { email: string; password: string },
  count: number,
): Promise<CookieJar[]> {
  const client = await newSrpClient(POOL_ID);
  const relay = new Cognito(`${stack.origin}/api/auth/cognito`);
  const jars: CookieJar[] = [];
  while (jars.length < count) {
    const signIn = { poolId: POOL_ID, clientId: CLIENT_ID, username: email, password, client };
    const answer = await signInBySrp(relay, signIn);
    if (answer.status !== 200) throw new Error(`The relay refused: ${JSON.stringify(answer.body)}`);
    const jar = new CookieJar();
    for (const line of answer.headers.getSetCookie()) jar.keep(line);
    jars.push(jar);
  }
  return jars;
}
