import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findPeople, readPerson } from '@/lib/data/administration';
import { administer } from '@/lib/data/administrative-acts';
import { sessions } from '@/lib/sessions';
import { provideAmplifyOutputs } from '@/scripts/amplify-outputs';
import { projectRoot } from '@/scripts/project-root';
import { asSignedOut, newServerSession, type ServerSession } from '@/test-kit/server-session';

const HOUR_MS = 3_600_000;

/** What a machine may have of AWS. */
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];

/** Without credentials for Cognito, and without a network: what sessions tell is all there is. */
beforeAll(async () => {
  await provideAmplifyOutputs(projectRoot);
  vi.stubEnv('SESSION_KEYS', `k1:${Buffer.alloc(32, 7).toString('base64url')}`);
  vi.stubEnv('APP_ORIGIN', 'http://localhost:3000');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of CREDENTIALS) vi.stubEnv(name, undefined);
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('There is no network here.')));
  return () => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  };
});

const admin = (ageMs = 0) => newServerSession({ groups: ['admins'] }, ageMs);
const signOut = ({ identity }: ServerSession) => ({
  act: 'ended_all_sessions' as const,
  username: identity.username,
  publicId: undefined,
  note: 'A test',
});
const sessionsOf = async ({ identity }: ServerSession) => (await sessions().list(identity.sub)).length;

describe('each function of administration', () => {
  const calls: [string, (target: ServerSession) => Promise<unknown>][] = [
    ['finding', () => findPeople('')],
    ['reading', ({ identity }) => readPerson(identity.username)],
    ['acting', (target) => administer(signOut(target))],
  ];

  test.each(calls)('refuses others, and signed-out visitors: %s', async (_name, call) => {
    const [member, target] = [await newServerSession({ groups: ['editors'] }), await newServerSession()];
    await expect(member.run(() => call(target))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(asSignedOut(() => call(target))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await sessionsOf(target)).toBe(1);
  });
});

test('an act wants a recent sign-in', async () => {
  const [old, target] = [await admin(HOUR_MS), await newServerSession()];
  const refused = { code: 'recent_sign_in_required' };
  await expect(old.run(() => administer(signOut(target)))).rejects.toMatchObject(refused);
  expect(await sessionsOf(target)).toBe(1);
});

describe('without the right to ask Cognito', () => {
  test('whoever is signed in is found by the whole address, and why that is all', async () => {
    const [caller, target] = [await admin(), await newServerSession({ email: 'whole@example.com' })];
    const find = (text: string) => caller.run(() => findPeople(text));
    const { username, name } = target.identity;
    const people = [{ username, name, email: 'whole@example.com' }];
    expect(await find('whole@example.com')).toEqual({ people, next: null, problem: 'administration_denied' });
    expect((await find('whole')).people).toEqual([]);
  });

  test('sessions end and the page stays, but the account is not touched', async () => {
    const [caller, target] = [await admin(), await newServerSession()];
    const { username } = target.identity;
    const ended = await caller.run(() => administer(signOut(target)));
    expect(ended).toEqual({ ended: 1, toldCognito: false });
    expect(await caller.run(() => readPerson(username))).toMatchObject({ devices: [], isSelf: false });
    const disable = { ...signOut(target), act: 'disabled_account' as const };
    const denied = { code: 'administration_denied' };
    await expect(caller.run(() => administer(disable))).rejects.toMatchObject(denied);
    const log = await sessions().activity(target.identity.sub);
    expect(log.map(({ reason }) => reason)).not.toContain('disabled_account');
  });
});
