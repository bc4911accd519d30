import { type Account, callRelay, makeLocalAccount, signIn } from '../accounts';
import { type Attack, type AttackGroup, judge } from '../attack';
import type { Browser } from '../browser';
import type { Field } from '../field';
import { jsonOf } from '../site';
import { livesOn } from './sessions';

/** Somebody of this attack's own, since changed credentials would take the others' sessions away, signed in twice. */
interface Owner {
  readonly account: Account;
  readonly mine: Browser;
  readonly accessToken: string;
  /** The session that a thief has. */
  readonly other: Browser;
}

async function newOwner(field: Field): Promise<Owner> {
  const account = await makeLocalAccount(field.localAws, field.pool);
  const [mine, other] = [field.browser(), field.browser()];
  await signIn(other, field.pool, account);
  const answer = jsonOf(await signIn(mine, field.pool, account));
  const result = (answer as { AuthenticationResult?: { AccessToken?: string } } | null)?.AuthenticationResult;
  if (result?.AccessToken === undefined) throw new Error('the sign-in was completed without a token');
  return { account, mine, accessToken: result.AccessToken, other };
}

async function ask(browser: Browser, operation: string, input: object): Promise<void> {
  const { status } = await callRelay(browser, operation, input);
  if (status !== 200) throw new Error(`${operation} answered ${status}`);
}

const changed: Attack = {
  name: 'a session from before its owner changed the password',
  asvs: 'V7.4.3',
  needs: 'managed login',
  expected: 'dead within two seconds, a copy of the owner’s old cookie as well',
  async run(field) {
    const { account, mine, accessToken, other } = await newOwner(field);
    const copied = mine.copy();
    await ask(mine, 'ChangePassword', {
      AccessToken: accessToken,
      PreviousPassword: account.password,
      ProposedPassword: `${account.password}2`,
    });
    return judge(3, [
      ...((await livesOn(other)) ? ['the other session lives'] : []),
      ...((await livesOn(copied)) ? ['the old cookie lives'] : []),
      ...((await mine.isSignedIn()) ? [] : ['the owner is out']),
    ]);
  },
};

const reset: Attack = {
  name: 'a session from before its owner reset the password elsewhere',
  asvs: 'V7.4.3',
  needs: 'managed login',
  expected: 'dead within two seconds',
  async run(field) {
    const { account, other } = await newOwner(field);
    const elsewhere = field.browser();
    const who = { ClientId: field.pool.clientId, Username: account.email };
    await ask(elsewhere, 'ForgotPassword', who);
    const path = `/inbox.json?${new URLSearchParams({ to: account.email })}`;
    const inbox = jsonOf(await field.localAws.send({ path })) as ReadonlyArray<{
      code: string | null;
    }> | null;
    const ConfirmationCode = inbox?.find(({ code }) => code !== null)?.code;
    await ask(elsewhere, 'ConfirmForgotPassword', {
      ...who,
      ConfirmationCode,
      Password: `${account.password}2`,
    });
    return judge(1, (await livesOn(other)) ? ['it lives'] : []);
  },
};

export const credentials: AttackGroup = {
  title: 'Credentials: what is left of the time before a change',
  attacks: [changed, reset],
};
