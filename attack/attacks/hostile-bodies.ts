import { callRelay } from '../accounts';
import { type Attack, type AttackGroup, judge } from '../attack';
import { notRefused } from './requests';

/** Each of these once was a server error, or an outage that was none. */
const SHAPES: ReadonlyArray<readonly [what: string, operation: string, body: string]> = [
  ['a flow that is an object', 'InitiateAuth', '{"AuthFlow":{"toString":"x"},"AuthParameters":{}}'],
  ['a flow that is a list', 'InitiateAuth', '{"AuthFlow":[["USER_SRP_AUTH"]],"AuthParameters":[]}'],
  ['parameters nested very deep', 'SignUp', `{"Username":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ['objects nested very deep', 'SignUp', `{"ClientMetadata":${'{"a":'.repeat(4_000)}1${'}'.repeat(4_000)}}`],
  ['nothing', 'SignUp', ''],
  ['a list', 'SignUp', '[]'],
  ['no JSON', 'SignUp', '{'],
  ['bytes that are no text', 'SignUp', '\u0000'],
  ['a prototype', 'InitiateAuth', '{"__proto__":{"AuthFlow":"USER_SRP_AUTH"}}'],
];

const shapes: readonly Attack[] = SHAPES.map(([what, operation, body]) => ({
  name: `${what} sent to the relay`,
  asvs: 'V16.5.3',
  needs: 'nothing',
  expected: 'refused, neither a server error nor a false outage',
  run: async (field) => judge(1, notRefused([['it', await callRelay(field.browser(), operation, body)]])),
}));

const keys: Attack = {
  name: 'session data under hostile names and of hostile form',
  asvs: 'V2.2.1',
  needs: 'nothing',
  expected: 'refused, not a server error',
  async run(field) {
    const deep = `${'['.repeat(7_000)}${']'.repeat(7_000)}`;
    const tries: ReadonlyArray<readonly [key: string, body: string]> = [
      ['__proto__/polluted', '1'],
      ['..%2f..%2fx', '1'],
      ['a'.repeat(65), '1'],
      ['a%20b', '1'],
      ['%00', '1'],
      ['k', '{'],
      ['k', deep],
      ['k', JSON.stringify('x'.repeat(5_000))],
      ['k', JSON.stringify('x'.repeat(60_000))],
    ];
    const damage: string[] = [];
    for (const [key, body] of tries) {
      const sent = { headers: { 'content-type': 'application/json' }, body };
      const { status } = await field.browser().change('PUT', `/api/session-data/${key}`, sent);
      if (status < 400 || status >= 500) damage.push(`${key.slice(0, 20)} answered ${status}`);
    }
    return judge(tries.length, damage);
  },
};

export const hostileBodies: AttackGroup = {
  title: 'Bodies of hostile form',
  attacks: [...shapes, keys],
};
