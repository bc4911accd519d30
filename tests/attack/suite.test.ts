import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callRelay } from '@/attack/accounts';
import type { Result } from '@/attack/attack';
import { ATTACKS } from '@/attack/attacks';
import { Field } from '@/attack/field';
import { exitCode } from '@/attack/report';
import { runAttacks } from '@/attack/run';
import { jsonOf, Site } from '@/attack/site';
import { LEAST_MS } from '@/lib/auth/relay/level';
import { BRAND } from '@/lib/brand';
import { BUDGETS } from '@/lib/session/limits';
import { projectRoot } from '@/scripts/project-root';
import { type Stack, startStack } from '../support/stack';
import { CLIENT_ID, POOL_ID } from '../support/token-probe';
import { type BrokenSite, startBrokenSite } from './broken-site';

/** As behind a load balancer that appends to `X-Forwarded-For`: what callers write there themselves counts for nothing. */
const BEHIND_A_PROXY = {
  SECURITY_MAIL_FROM: 'Latchkey <security@example.com>',
  TRUSTED_PROXIES: '1',
  NODE_OPTIONS: `--import ${new URL('../support/behind-a-proxy.mjs', import.meta.url).href}`,
};

let stack: Stack;
let broken: BrokenSite;

beforeAll(async () => {
  stack = await startStack({ env: BEHIND_A_PROXY });
  broken = await startBrokenSite({ awsUrl: stack.aws.url, registered: stack.origin });
});

afterAll(async () => {
  await broken?.stop();
  await stack?.stop();
});

/** A site with the stack's local AWS behind it. */
function fieldOf(origin: string): Field {
  return new Field({
    site: new Site(origin),
    pool: { poolId: POOL_ID, clientId: CLIENT_ID },
    account: null,
    otherAccount: null,
    localAws: new Site(stack.aws.url),
  });
}

/** Everything, intrusive attacks included. */
function attack(origin: string): Promise<Result[]> {
  return runAttacks(ATTACKS, fieldOf(origin), { intrusive: true });
}

const outcome = ({ name, seen, verdict }: Result) => `${name}: ${verdict} (${seen})`;

test('who guesses is refused in Cognito’s words, and the owner reads of it and signs in', async () => {
  const field = fieldOf(stack.origin);
  const owner = field.browser();
  await field.signIn(owner);
  const { activity } = jsonOf(await owner.get('/api/account/activity')) as { activity: unknown[] };
  expect(activity).toHaveLength(1);
  const { sub } = jsonOf(await owner.get('/api/auth/session')) as { sub: string };
  const answers = [];
  while (answers.length < 60 && answers.at(-1)?.status !== 429) {
    // Not by the handshake: Cognito's own lockout would end that sooner, and the budget has to hold without it.
    const proof = { USERNAME: sub, PASSWORD_CLAIM_SECRET_BLOCK: 'AAAA', PASSWORD_CLAIM_SIGNATURE: 'AAAA' };
    const ChallengeResponses = { ...proof, TIMESTAMP: 'Sat Nov 21 12:00:00 UTC 2026' };
    const challenge = { ClientId: CLIENT_ID, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses };
    answers.push(await callRelay(field.browser(), 'RespondToAuthChallenge', challenge));
  }
  expect(answers).toHaveLength(BUDGETS.password_try.visit.most + 1);
  const refused = answers.at(-1);
  expect(jsonOf(refused ?? { body: '' })).toMatchObject({ __type: 'LimitExceededException' });
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  const { body } = await owner.get('/api/account/activity');
  const types = (jsonOf({ body }) as { activity: { type: string }[] }).activity.map(({ type }) => type);
  expect(types.filter((type) => type === 'sign_in_failed')).toHaveLength(BUDGETS.password_try.visit.most);
  expect(types.filter((type) => type === 'budget_exceeded')).toHaveLength(1);
  await expect(field.signIn(field.browser())).rejects.toThrow('429');
  expect((await field.signIn(owner)).answer.status).toBe(200);
});

test('the production build withstands every attack', async () => {
  const results = await attack(stack.origin);
  expect(results.length).toBeGreaterThan(180);
  expect(results.filter(({ verdict }) => verdict !== 'withstood').map(outcome)).toEqual([]);
}, 150_000);

test('Cognito is told who asks: the address that the proxy saw, not the one that the client claims', async () => {
  const answer = await fetch(`${stack.origin}/api/auth/cognito`, {
    method: 'POST',
    headers: {
      'x-forwarded-for': '198.51.100.77',
      'x-amz-target': 'AWSCognitoIdentityProviderService.ForgotPassword',
    },
    body: JSON.stringify({
      ClientId: CLIENT_ID,
      Username: 'who-asks@example.com',
      UserContextData: { IpAddress: '198.51.100.78', EncodedData: 'device' },
    }),
  });
  expect(answer.status).toBe(200);
  const [asked] = stack.awsTraffic.filter(({ requestBody }) => requestBody.includes('who-asks@example.com'));
  const { IpAddress, EncodedData } = JSON.parse(asked?.requestBody ?? '{}').UserContextData;
  expect([IpAddress, EncodedData]).toEqual([expect.stringMatching(/^(127\.0\.0\.1|::1)$/), 'device']);
  const log = await (await fetch(`${stack.aws.url}/admin`)).text();
  expect(log).toContain(`<td>who-asks@example.com</td><td>${IpAddress}</td>`);
});

test('signing up takes as long for an address with an account as for a new one, and is no way to flood its owner', async () => {
  const field = fieldOf(stack.origin);
  const [known] = await field.people();
  const owner = `${known?.email}`;
  const emails = [`new.${crypto.randomUUID()}@example.com`, ...Array<string>(6).fill(owner)];
  const took = emails.map(async (email) => {
    const start = performance.now();
    const UserAttributes = [{ Name: 'email', Value: email }];
    const input = { ClientId: CLIENT_ID, Username: email, Password: 'Str0ng-Enough!', UserAttributes };
    expect((await callRelay(field.browser(), 'SignUp', input)).status).toBe(200);
    return performance.now() - start;
  });
  // A timer may be a millisecond early by this clock.
  expect(Math.min(...(await Promise.all(took)))).toBeGreaterThan(LEAST_MS - 5);
  const subjects = async () => (await stack.aws.control.messages(owner)).map(({ subject }) => subject);
  const told = Array(BUDGETS.sign_up_notice.account.most).fill(`${BRAND.name}: You have an account already`);
  await expect.poll(subjects).toEqual(told);
});

test('every attack gets through on a site without defences', async () => {
  const results = await attack(broken.origin);
  expect(results.filter(({ verdict }) => verdict !== 'got through').map(outcome)).toEqual([]);
  expect(exitCode(results)).toBe(1);
}, 150_000);

test('no two attacks have the same name', () => {
  const names = ATTACKS.flatMap(({ attacks }) => attacks.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
}

/** Runs the command as `npm run attack -- …` does. */
async function command(...args: readonly string[]): Promise<Ended> {
  const main = join(projectRoot, 'attack/main.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', main, ...args], {
      cwd: projectRoot,
    });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout }: Ended = error as Error & Ended;
    return { code, stdout };
  }
}

test('the command tells by its exit code, and in JSON', async () => {
  const good = await command(stack.origin, '--only', 'a return path as an array');
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('1 withstood, 0 got through') });
  const bad = await command(broken.origin, '--only', 'a return path as an array', '--json', '-');
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({
    target: broken.origin,
    totals: { withstood: 0, 'got through': 1 },
    results: [{ asvs: 'V2.2.1', expected: '400', seen: '302', verdict: 'got through' }],
  });
});

test('the command does nothing without an address, or for one where nobody answers', async () => {
  expect((await command()).code).toBe(2);
  expect((await command('http://localhost:1')).code).toBe(2);
});
