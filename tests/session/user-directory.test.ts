import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Account } from '../../lib/directory/account';
import { type Place, START } from '../../lib/directory/search';
import { PAGE_SIZE, UserDirectory } from '../../lib/directory/user-directory';
import type { LocalAws } from '../../local/server';
import { LocalAwsControl } from '../../local/testing/control';
import { POOL_ID, startServer } from '../../local/tests/support/server';

const USERS = 50_000;

let aws: LocalAws;
let control: LocalAwsControl;
let directory: UserDirectory;

const open = () => new UserDirectory({ userPoolId: POOL_ID, region: 'us-east-1', endpoint: aws.url });

beforeAll(async () => {
  aws = await startServer();
  control = new LocalAwsControl(aws.url);
  const { users, directory: pools } = aws.services;
  const pool = pools.pool(POOL_ID);
  for (let i = 0; i < USERS; i += 1) {
    const number = `${i}`.padStart(5, '0');
    const attributes = {
      email: `user.${number}@example.com`,
      email_verified: 'true',
      name: `Person ${number}`,
    };
    users.create({ pool, status: 'CONFIRMED', attributes });
  }
});

beforeEach(() => {
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${aws.url}/compute-role/credentials`);
  directory = open();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await control.clearFaults();
});

afterAll(() => aws?.close());

/** Every page from the first, at most so many. */
async function pagesOf(text: string, most: number): Promise<(readonly Account[])[]> {
  const pages: (readonly Account[])[] = [];
  for (let place: Place | null = START; place !== null && pages.length < most; ) {
    const { accounts, next }: { accounts: readonly Account[]; next: Place | null } = await directory.find(
      text,
      place,
    );
    pages.push(accounts);
    place = next;
  }
  return pages;
}

const listed = async () => (await control.requestCounts()).ListUsers ?? 0;
const emailsOf = (accounts: readonly Account[]) => accounts.map(({ email }) => email);

describe(`among ${USERS.toLocaleString('en')} users`, () => {
  test('everyone comes by pages of one size, each by one request', async () => {
    const before = await listed();
    const pages = await pagesOf('', 4);
    expect(pages.map((page) => page.length)).toEqual([PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, PAGE_SIZE]);
    expect(new Set(pages.flat().map(({ sub }) => sub)).size).toBe(4 * PAGE_SIZE);
    expect((await listed()) - before).toBe(4);
  });

  test('the beginning of an address finds those, and the last page ends', async () => {
    const pages = await pagesOf('user.0123', 3);
    const numbers = Array.from({ length: 10 }, (_, last) => `user.0123${last}@example.com`);
    expect(emailsOf(pages.flat()).sort()).toEqual(numbers);
  });

  test('a page takes no more requests than there are filters, however many users it finds', async () => {
    const before = await listed();
    const { accounts, next } = await directory.find('person 4', START);
    expect(accounts).toHaveLength(PAGE_SIZE);
    expect(next).not.toBeNull();
    expect(accounts.every(({ name }) => name?.startsWith('Person 4'))).toBe(true);
    expect((await listed()) - before).toBeLessThanOrEqual(4);
  });

  test('whoever goes by it twice is found once', async () => {
    const { users, directory: pools } = aws.services;
    const attributes = { email: 'twice@example.com', email_verified: 'true', name: 'twice upon a time' };
    const made = users.create({ pool: pools.pool(POOL_ID), status: 'CONFIRMED', attributes });
    const found = (await pagesOf('twice', 3)).flat();
    expect(found.map(({ sub }) => sub)).toEqual([made.sub]);
    users.remove(made);
  });

  test('the beginning of an id finds its account', async () => {
    const [someone] = (await directory.find('user.00077', START)).accounts;
    const beginning = someone?.sub.slice(0, 13).toUpperCase() ?? '';
    expect(emailsOf((await pagesOf(beginning, 2)).flat())).toEqual(['user.00077@example.com']);
  });
});

test('the state of an account follows what is done to it', async () => {
  const [{ username } = { username: '' }] = (await directory.find('user.00001', START)).accounts;
  const state = async () => {
    const { isEnabled, status } = await directory.get(username);
    return [isEnabled, status];
  };
  expect(await state()).toEqual([true, 'CONFIRMED']);
  await directory.disable(username);
  expect(await state()).toEqual([false, 'CONFIRMED']);
  await directory.enable(username);
  await directory.resetPassword(username);
  expect(await state()).toEqual([true, 'RESET_REQUIRED']);
  await expect(directory.signOutEverywhere(username)).resolves.toBeUndefined();
});

describe('what cannot be done', () => {
  test('nobody goes by that name', async () => {
    await expect(directory.get('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the password of a provider’s account is not reset here', async () => {
    const { users, directory: pools } = aws.services;
    const pool = pools.pool(POOL_ID);
    users.create({
      pool,
      username: 'google_1',
      status: 'EXTERNAL_PROVIDER',
      attributes: { email: 'g@x.example' },
    });
    await expect(directory.resetPassword('google_1')).rejects.toMatchObject({ code: 'account_state' });
  });

  test('without credentials the role lacks the right, and is not looked for again at once', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const without = open();
    await expect(without.find('', START)).rejects.toMatchObject({ code: 'administration_denied' });
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${aws.url}/compute-role/credentials`);
    await expect(without.get('any')).rejects.toMatchObject({ code: 'administration_denied' });
  });

  test('a Cognito that fails is not one that refuses', async () => {
    await control.injectFault({ operation: 'ListUsers', mode: 'error', times: 5 });
    await expect(directory.find('', START)).rejects.toMatchObject({ code: 'identity_provider_unavailable' });
  });
});
