import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocalAws } from '../server';
import { Store } from '../state/store';
import { Cognito } from '../testing/cognito';
import { temporaryDirectory } from './support/temporary-directory';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory('aws-state');
});
afterEach(() => directory.remove());

interface Person {
  readonly id: string;
  readonly email: string;
  readonly note?: string;
}

function open() {
  const store = new Store(directory.path);
  const people = store.table<Person, 'email'>('people', {
    key: (person) => person.id,
    indexes: { email: (person) => [person.email] },
  });
  store.ready();
  return { store, people };
}

describe('What the local AWS remembers', () => {
  test('is there again after a restart: records, changes, deletions and indexes', async () => {
    const first = open();
    first.people.put({ id: '1', email: 'a@b.c' });
    first.people.put({ id: '2', email: 'd@e.f' });
    first.people.put({ id: '1', email: 'new@b.c' });
    first.people.delete('2');
    await first.store.close();
    const { people, store } = open();
    expect([...people.values()]).toEqual([{ id: '1', email: 'new@b.c' }]);
    expect(people.first('email', 'new@b.c')?.id).toBe('1');
    expect(people.by('email', 'a@b.c')).toEqual([]);
    await store.close();
  });

  test('survives a crash at every byte of the last write, whole or not at all', async () => {
    const first = open();
    first.people.put({ id: '1', email: 'a@b.c' });
    await first.store.durable();
    const journal = join(directory.path, 'journal.0');
    const before = readFileSync(journal).length;
    first.people.put({ id: '2', email: 'd@e.f' });
    first.people.put({ id: '3', email: 'g@h.i' });
    await first.store.close();
    const whole = readFileSync(journal);
    for (let length = before; length < whole.length; length++) {
      writeFileSync(journal, whole.subarray(0, length));
      const { people, store } = open();
      expect([...people.values()].map(({ id }) => id)).toEqual(['1']);
      people.put({ id: 'after', email: 'x@y.z' });
      await store.close();
      const again = open();
      expect([...again.people.values()].map(({ id }) => id)).toEqual(['1', 'after']);
      await again.store.close();
      truncateSync(journal, before);
    }
  });

  test('moves to a snapshot when the journal has grown, and an unfinished snapshot counts for nothing', async () => {
    const first = open();
    const note = 'x'.repeat(1 << 20);
    for (let i = 0; i < 40; i++) {
      first.people.put({ id: 'same', email: `${i}@b.c`, note });
      await first.store.durable();
    }
    expect(readFileSync(join(directory.path, 'generation'), 'utf8')).toBe('1');
    expect(readdirSync(directory.path).sort()).toEqual(['generation', 'journal.1', 'lock', 'snapshot.1']);
    await first.store.close();
    writeFileSync(join(directory.path, 'snapshot.2.new'), 'half a snap');
    const { people, store } = open();
    expect([...people.values()].map(({ email }) => email)).toEqual(['39@b.c']);
    await store.close();
  });

  test('includes what was recorded while a write was under way', async () => {
    const { store, people } = open();
    people.put({ id: '1', email: 'a@b.c' });
    const writing = store.durable();
    people.put({ id: '2', email: 'd@e.f' });
    await writing;
    const lines = readFileSync(join(directory.path, 'journal.0'), 'utf8');
    expect(lines).toContain('d@e.f');
    await store.close();
  });
});

describe('A local AWS killed and started again', () => {
  test('has its users, tokens and keys, and finishes nothing that was torn', async () => {
    const before = await createLocalAws({ port: 0, dataDir: directory.path });
    const admin = new Cognito(before.url);
    const { UserPool } = await admin.adminOk('CreateUserPool', { PoolName: 'kept' });
    const { UserPoolClient } = await admin.adminOk('CreateUserPoolClient', {
      UserPoolId: UserPool.Id,
      ClientName: 'kept',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    });
    const someone = { UserPoolId: UserPool.Id, Username: 'ada' };
    const password = 'Correct-Horse-9!';
    await admin.adminOk('AdminCreateUser', { ...someone, TemporaryPassword: password });
    await admin.adminOk('AdminSetUserPassword', { ...someone, Password: password, Permanent: true });
    const { AuthenticationResult } = await admin.ok('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: UserPoolClient.ClientId,
      AuthParameters: { USERNAME: 'ada', PASSWORD: password },
    });
    // No orderly end: what was answered must be on disk already, in a copy as a crash would leave it.
    const crashed = join(directory.path, 'crashed');
    const files = readdirSync(directory.path);
    mkdirSync(crashed);
    for (const name of files) copyFileSync(join(directory.path, name), join(crashed, name));
    writeFileSync(join(crashed, 'lock'), DEAD_PROCESS);
    appendFileSync(join(crashed, 'journal.0'), '[{"table":"users","key":"torn","val');
    const after = await createLocalAws({ port: 0, dataDir: crashed });
    const { AccessToken, RefreshToken } = AuthenticationResult;
    const cognito = new Cognito(after.url);
    expect((await cognito.ok('GetUser', { AccessToken })).Username).toBe('ada');
    const refreshed = await cognito.ok('GetTokensFromRefreshToken', {
      ClientId: UserPoolClient.ClientId,
      RefreshToken,
    });
    expect(refreshed.AuthenticationResult.TokenType).toBe('Bearer');
    await after.close();
    await before.close();
  });
});

/** Above the largest id that Linux gives to a process. */
const DEAD_PROCESS = '4194305';

describe('A second local AWS on one state directory', () => {
  test('stops with one line that says what to do, and the first goes on', async () => {
    const first = await createLocalAws({ port: 0, dataDir: directory.path });
    const second = createLocalAws({ port: 0, dataDir: directory.path });
    await expect(second).rejects.toThrow(
      /^The state in .* is in use by another local AWS \(process \d+\)\. .*$/,
    );
    await new Cognito(first.url).adminOk('CreateUserPool', { PoolName: 'kept' });
    await first.close();
  });

  test.each(['4194305', '', 'no number'])('takes over a lock that says "%s"', async (content) => {
    writeFileSync(join(directory.path, 'lock'), content);
    const local = await createLocalAws({ port: 0, dataDir: directory.path });
    expect(readFileSync(join(directory.path, 'lock'), 'utf8')).toBe(`${process.pid}`);
    await local.close();
    expect(existsSync(join(directory.path, 'lock'))).toBe(false);
  });
});

describe('50,000 users', () => {
  test('do not slow a look-up down', async () => {
    const local = await createLocalAws({ port: 0 });
    const cognito = new Cognito(local.url);
    const { UserPool } = await cognito.adminOk('CreateUserPool', {
      PoolName: 'large',
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    });
    const { users, directory: pools } = local.services;
    const pool = pools.pool(UserPool.Id);
    const lookUps = (count: number) => {
      const start = performance.now();
      for (let i = 0; i < 2_000; i++)
        expect(users.find(pool, `PERSON${i % count}@example.com`)).toBeDefined();
      return performance.now() - start;
    };
    const add = (from: number, to: number) => {
      for (let i = from; i < to; i++) {
        users.create({ pool, status: 'CONFIRMED', attributes: { email: `person${i}@example.com` } });
      }
    };
    add(0, 500);
    lookUps(500);
    const few = lookUps(500);
    add(500, 50_000);
    const many = lookUps(500);
    // A scan would take a hundred times as long; the allowance is for a busy machine.
    expect(many).toBeLessThan(few * 10 + 50);
    await local.close();
  });
});
