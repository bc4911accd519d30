import { randomUUID } from 'node:crypto';
import { callRelay, startSrp } from '../accounts';
import { type Attack, type AttackGroup, judge } from '../attack';
import type { Field } from '../field';
import { type Answer, jsonOf } from '../site';
import { NAVIGATION } from './requests';

const MEGABYTE = 1024 * 1024;

const TARGETS: ReadonlyArray<readonly [method: string, path: string]> = [
  ['POST', '/api/auth/cognito'],
  ['PUT', '/api/session-data/theme'],
  ['POST', '/api/auth/sign-out'],
  ['POST', '/'],
  ['POST', '/protected'],
];

const bodies: Attack = {
  name: 'bodies of four megabytes that nobody asked for',
  asvs: 'V2.4.1',
  needs: 'nothing',
  expected: 'refused without being read to the end',
  async run(field) {
    const body = Buffer.alloc(4 * MEGABYTE, 'a');
    const damage: string[] = [];
    for (const [method, path] of TARGETS) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await field.browser().change(method, path, { headers, body }).catch(cutOff);
      if (answer !== null && answer.status !== 413) damage.push(`${path} answered ${answer.status}`);
    }
    return judge(TARGETS.length, damage);
  },
};

/** Ending the connection is a refusal too. */
function cutOff(error: unknown): null {
  if (error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code)))
    return null;
  throw error;
}

const LIMITED = /LimitExceededException|TooManyRequestsException|TooManyFailedAttemptsException/;

/** Whether an answer says that this was too often, by status or in Cognito's words. */
const isLimited = ({ status, body }: Answer) => status === 429 || LIMITED.test(body);

/** Sends until it is too much. @returns after how many, or null if it never was */
async function untilLimited(most: number, send: (index: number) => Promise<Answer>): Promise<number | null> {
  for (let index = 0; index < most; index++) if (isLimited(await send(index))) return index + 1;
  return null;
}

interface Burst {
  readonly what: string;
  readonly asvs: string;
  readonly most: number;
  readonly needs: Attack['needs'];
  send(field: Field, index: number): Promise<Answer>;
}

const nobody = `nobody.${randomUUID()}@example.com`;

/** A claimed address for each request: worthless unless a proxy that is trusted put it there. */
const claimed = (index: number) => ({ 'x-forwarded-for': `198.51.100.${index % 250}` });

const BURSTS: readonly Burst[] = [
  {
    what: 'starting sign-ins without end',
    asvs: 'V2.4.1',
    most: 400,
    needs: 'nothing',
    send: (field, index) =>
      field.browser().get('/api/auth/sign-in?provider=COGNITO', { ...NAVIGATION, ...claimed(index) }),
  },
  {
    what: 'guessing one account’s password',
    asvs: 'V6.3.1',
    most: 60,
    needs: 'account',
    send: (field) => guess(field, nobody),
  },
  {
    what: 'asking for codes without end',
    asvs: 'V6.6.3',
    most: 40,
    needs: 'account',
    send: (field) =>
      callRelay(field.browser(), 'ForgotPassword', { ClientId: field.pool.clientId, Username: nobody }),
  },
  {
    what: 'filling the store with guests’ data',
    asvs: 'V2.4.1',
    most: 150,
    needs: 'nothing',
    send: (field) =>
      field.browser().change('PUT', '/api/session-data/theme', {
        headers: { 'content-type': 'application/json' },
        body: '"dark"',
      }),
  },
  {
    what: 'callbacks that fail without end',
    asvs: 'V2.4.1',
    most: 150,
    needs: 'nothing',
    send: (field, index) => field.browser().get(`/api/auth/callback?code=x&state=${index}`, NAVIGATION),
  },
];

/** One wrong password by SRP: a start, and an answer that cannot be right. */
async function guess(field: Field, email: string): Promise<Answer> {
  const browser = field.browser();
  const started = await startSrp(browser, field.pool, email);
  const challenge = (jsonOf(started) as { ChallengeParameters?: Record<string, string> } | null)
    ?.ChallengeParameters;
  if (isLimited(started) || !challenge) return started;
  return callRelay(browser, 'RespondToAuthChallenge', {
    ClientId: field.pool.clientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: challenge.USER_ID_FOR_SRP,
      PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString('base64'),
      TIMESTAMP: 'Sat Nov 21 12:00:00 UTC 2026',
    },
  });
}

const bursts: readonly Attack[] = BURSTS.map(({ what, asvs, most, needs, send }) => ({
  name: what,
  asvs,
  needs,
  intrusive: true,
  expected: `refused at the latest after ${most}`,
  async run(field) {
    const after = await untilLimited(most, (index) => send(field, index));
    return judge(1, after === null ? [`${most} in a row were served`] : []);
  },
}));

const values: Attack = {
  name: 'thousands of values in one session',
  asvs: 'V2.4.1',
  needs: 'nothing',
  intrusive: true,
  expected: 'refused at the latest after 65, with 4xx',
  async run(field) {
    const browser = field.browser();
    let last = 0;
    for (let index = 0; index <= 65; index++) {
      const headers = { 'content-type': 'application/json' };
      const path = `/api/session-data/value-${index}`;
      ({ status: last } = await browser.change('PUT', path, { headers, body: '1' }));
      if (last >= 400) break;
    }
    return judge(1, last >= 400 && last < 500 ? [] : [`66 values were kept, the last with ${last}`]);
  },
};

const crowdedLog: Attack = {
  name: 'hiding a sign-in behind noise in the security log',
  asvs: 'V16.3.1',
  needs: 'account',
  intrusive: true,
  expected: 'the sign-in is still shown to its owner',
  async run(field) {
    const browser = await field.newSession();
    for (let index = 0; index < 120; index++) {
      await browser.get('/api/check-user', { 'user-agent': `Noise${index}/1.0` });
    }
    const { status, body } = await browser.get('/api/account/activity');
    if (status === 401) throw new Error('the noise has ended the session');
    return judge(1, body.includes('"signed_in"') ? [] : ['the log does not show the sign-in any more']);
  },
};

const stillServed: Attack = {
  name: 'locking everyone out by all of this',
  asvs: 'V6.1.1',
  needs: 'account',
  intrusive: true,
  expected: 'a user who is signed in goes on, and pages are served',
  async run(field) {
    const victim = await field.victim();
    const page = await field.site.send({ path: '/', headers: NAVIGATION });
    return judge(2, [
      ...((await victim.isSignedIn()) ? [] : ['the victim is out']),
      ...(page.status === 200 ? [] : [`/ answered ${page.status}`]),
    ]);
  },
};

export const abuse: AttackGroup = {
  title: 'Abuse: floods and large bodies',
  attacks: [bodies, values, crowdedLog, ...bursts, stillServed],
};
