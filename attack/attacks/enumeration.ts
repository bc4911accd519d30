import { randomUUID } from 'node:crypto';
import { callRelay, proveBySrp, startSrp } from '../accounts';
import { type Attack, type AttackGroup, judge } from '../attack';
import type { Field } from '../field';
import { type Answer, jsonOf } from '../site';

/** What an answer says about an account: status, error, and the names of what it holds, not what changes each time. */
function outline({ status, body }: Answer): string {
  const parsed = jsonOf({ body }) as Record<string, unknown> | null;
  const message = typeof parsed?.message === 'string' ? parsed.message : '';
  return JSON.stringify([status, parsed?.__type ?? null, message, Object.keys(parsed ?? {}).sort()]);
}

async function compare(field: Field, ask: (email: string) => Promise<Answer>) {
  const [known] = await field.people();
  if (!known) throw new Error('there is no account');
  const [there, nobody] = [await ask(known.email), await ask(`nobody.${randomUUID()}@example.com`)];
  if (there.status === 429 && nobody.status === 429) throw new Error('a budget was used up before');
  return judge(1, outline(there) === outline(nobody) ? [] : ['the answers differ']);
}

const EXPECTED = 'the same answer for an address with and without an account';

const starting: Attack = {
  name: 'finding out who has an account by starting a sign-in',
  asvs: 'V6.3.8',
  needs: 'account',
  expected: EXPECTED,
  run: (field) => compare(field, (email) => startSrp(field.browser(), field.pool, email)),
};

const NEW_PASSWORD = 'Str0ng-Enough!';

const OPERATIONS: ReadonlyArray<readonly [what: string, operation: string, more: object]> = [
  ['resetting a password', 'ForgotPassword', {}],
  ['signing up', 'SignUp', { Password: NEW_PASSWORD }],
  ['asking for a code again', 'ResendConfirmationCode', {}],
  ['confirming a sign-up', 'ConfirmSignUp', { ConfirmationCode: '000000' }],
  ['confirming a reset', 'ConfirmForgotPassword', { ConfirmationCode: '000000', Password: NEW_PASSWORD }],
];

const others: readonly Attack[] = OPERATIONS.map(([what, operation, more]) => ({
  name: `finding out who has an account by ${what}`,
  asvs: 'V6.3.8',
  needs: 'account',
  intrusive: true,
  expected: EXPECTED,
  run: (field) =>
    compare(field, (email) => {
      const attributes = operation === 'SignUp' ? { UserAttributes: [{ Name: 'email', Value: email }] } : {};
      return callRelay(field.browser(), operation, {
        ClientId: field.pool.clientId,
        Username: email,
        ...attributes,
        ...more,
      });
    }),
}));

/** Signs up, and then asks for more about what that has made, or not made. */
function afterSignUp(what: string, ask: (field: Field, email: string) => Promise<Answer>): Attack {
  return {
    name: `finding out who has an account by signing up and then ${what}`,
    asvs: 'V6.3.8',
    needs: 'account',
    intrusive: true,
    expected: EXPECTED,
    run: (field) =>
      compare(field, async (email) => {
        const { clientId } = field.pool;
        const UserAttributes = [{ Name: 'email', Value: email }];
        const input = { ClientId: clientId, Username: email, Password: NEW_PASSWORD, UserAttributes };
        await callRelay(field.browser(), 'SignUp', input);
        return ask(field, email);
      }),
  };
}

const afterwards: readonly Attack[] = [
  afterSignUp('signing in with that password', (field, email) =>
    proveBySrp(field.browser(), field.pool, { email, password: NEW_PASSWORD }),
  ),
  afterSignUp('asking for a code again', (field, email) =>
    callRelay(field.browser(), 'ResendConfirmationCode', { ClientId: field.pool.clientId, Username: email }),
  ),
];

/** Spellings that some systems take for the same address and others for another one. */
const spellings: Attack = {
  name: 'an account under a second spelling of its address',
  asvs: 'V6.8.1',
  needs: 'account',
  expected: 'no sign-in starts for it as for the account itself',
  async run(field) {
    const [known] = await field.people();
    if (!known) throw new Error('there is no account');
    const { email } = known;
    const tries = [
      email.replace('a', 'а'),
      `${email}\u0000`,
      email.replace('@', '+x@'),
      `${email}.`,
      email.replace('@', '＠'),
    ];
    const userOf = async (name: string) => {
      const answer = jsonOf(await startSrp(field.browser(), field.pool, name));
      return (answer as { ChallengeParameters?: { USER_ID_FOR_SRP?: string } } | null)?.ChallengeParameters
        ?.USER_ID_FOR_SRP;
    };
    const own = await userOf(email);
    if (own === undefined) throw new Error('the sign-in was refused at its start');
    const damage: string[] = [];
    for (const name of tries)
      if ((await userOf(name)) === own) damage.push('another spelling is the same account');
    return judge(tries.length, damage);
  },
};

export const enumeration: AttackGroup = {
  title: 'Accounts: enumeration and lookalike addresses',
  attacks: [starting, ...others, ...afterwards, spellings],
};
