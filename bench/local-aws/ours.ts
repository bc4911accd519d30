import { createLocalAws } from '../../local/server';
import { findFreePorts } from '../../scripts/ports';
import { projectRoot } from '../../scripts/project-root';
import { temporaryDirectory } from '../../tests/support/temporary-directory';
import { CognitoClient } from './cognito-client';
import { startServer } from './server';
import { activeEmails, createPerson, createPool, emailOf, FLOWS, type Subject } from './subject';

/** The local AWS as `npm run local-aws` starts it, state on disk, with this many people in a pool. */
export async function startOurs(people: number, connections: number): Promise<Subject> {
  const directory = await temporaryDirectory('bench-aws');
  const ids = await populate(directory.path, people);
  const port = await findFreePorts();
  const server = await startServer({
    args: ['--import', 'tsx', 'scripts/local-aws-main.ts'],
    cwd: projectRoot,
    env: { NODE_ENV: 'development', LOCAL_AWS_PORT: `${port}`, LOCAL_AWS_DATA: directory.path },
    port,
  });
  const cognito = new CognitoClient(port, connections);
  return {
    name: 'local AWS',
    people,
    cognito,
    ...ids,
    server,
    stop: async () => {
      cognito.close();
      await server.stop();
      await directory.remove();
    },
  };
}

/** Those who sign in are made by the API; the others are copies of one of them, as cognito-local's are. */
async function populate(dataDir: string, people: number) {
  const local = await createLocalAws({ port: 0, dataDir });
  const cognito = new CognitoClient(Number(new URL(local.url).port), 1);
  const ids = await createPool(cognito, [...FLOWS, 'ALLOW_USER_SRP_AUTH']);
  const active = activeEmails(people);
  for (const email of active) await createPerson(cognito, ids.poolId, email);
  const { users, directory } = local.services;
  const pool = directory.pool(ids.poolId);
  const template = users.require(pool, emailOf(0));
  for (let person = 0; person < people; person++) {
    const email = emailOf(person);
    if (active.includes(email)) continue;
    const attributes = { email, email_verified: 'true' };
    users.update(users.create({ pool, status: 'CONFIRMED', attributes }), { password: template.password });
  }
  cognito.close();
  await local.close();
  return ids;
}
