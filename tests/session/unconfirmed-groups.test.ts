import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../support/redis';
import { POOL_ID } from '../support/token-probe';
import { TestEngine } from './support/engine';

let redis: TestRedis;
let engine: TestEngine;

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url });
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});

/** Before anything in this process has fetched the pool's keys, since they are remembered then. */
test('groups that a refresh could not confirm allow nothing until one has', async () => {
  const { service, cognito } = engine;
  const person = await cognito.person();
  await cognito.admin('CreateGroup', { GroupName: 'editors' });
  await cognito.admin('AdminAddUserToGroup', { Username: person.username, GroupName: 'editors' });
  const identity = { ...person, groups: ['editors'] };
  const who = await engine.signIn({ identity });
  expect(await service.withConfirmedGroups(who.session)).toBe(who.session);

  await cognito.admin('AdminRemoveUserFromGroup', { Username: person.username, GroupName: 'editors' });
  const keys = { operation: `${POOL_ID}/.well-known/jwks.json`, mode: 'error', times: 1_000 } as const;
  await cognito.aws.control.injectFault(keys);
  await service.tokens(who.session, { force: true });
  const unconfirmed = await engine.read(who);
  expect(unconfirmed).toMatchObject({ groupsConfirmed: false, identity: { groups: ['editors'] } });
  if (unconfirmed === null) throw new Error('the session ended');
  await expect(service.withConfirmedGroups(unconfirmed)).rejects.toMatchObject({
    code: 'identity_provider_unavailable',
  });
  expect(await engine.read(who)).not.toBeNull();

  await cognito.recover();
  const confirmed = await service.withConfirmedGroups(unconfirmed);
  expect(confirmed).toMatchObject({ groupsConfirmed: true, identity: { groups: [] } });
});
