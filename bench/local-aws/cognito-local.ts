import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findFreePorts } from '../../scripts/ports';
import { temporaryDirectory } from '../../tests/support/temporary-directory';
import { CognitoClient } from './cognito-client';
import { startServer } from './server';
import { createPerson, createPool, emailOf, FLOWS, type Subject } from './subject';

/** It has a manifest and a lock of its own here, since nobody but this measurement needs it. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const program = join(folder, 'node_modules/cognito-local/lib/bin/start.js');

/** As much of its file of a pool as is needed to put more people into it. */
const poolFile = z.looseObject({
  Users: z.record(
    z.string(),
    z.looseObject({ Attributes: z.array(z.object({ Name: z.string(), Value: z.string() })) }),
  ),
});

/** cognito-local with the same pool, client and people. The first time it is installed. */
export async function startCognitoLocal(people: number, connections: number): Promise<Subject> {
  if (!existsSync(program))
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
  const directory = await temporaryDirectory('bench-cognito-local');
  const port = await findFreePorts();
  const start = () => startServer({ args: [program], cwd: directory.path, env: { PORT: `${port}` }, port });
  const firstServer = await start();
  const first = new CognitoClient(port, connections);
  const { poolId, clientId } = await createPool(first, FLOWS);
  await createPerson(first, poolId, emailOf(0));
  first.close();
  await firstServer.stop();
  await multiply(join(directory.path, '.cognito/db', `${poolId}.json`), people);
  const server = await start();
  const cognito = new CognitoClient(port, connections);
  return {
    name: 'cognito-local',
    people,
    cognito,
    poolId,
    clientId,
    server,
    stop: async () => {
      cognito.close();
      await server.stop();
      await directory.remove();
    },
  };
}

/**
 * Copies the one person of the pool. By its API it would take hours: it writes the whole file for each of them.
 */
async function multiply(path: string, people: number): Promise<void> {
  const pool = poolFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const [template] = Object.values(pool.Users);
  if (template === undefined) throw new Error(`${path} holds nobody.`);
  const copies = Array.from({ length: people }, (_, person) => {
    const sub = randomUUID();
    const own: Readonly<Record<string, string>> = { sub, email: emailOf(person) };
    const Attributes = template.Attributes.map(({ Name, Value }) => ({ Name, Value: own[Name] ?? Value }));
    return [sub, { ...template, Username: sub, Attributes }];
  });
  await writeFile(path, JSON.stringify({ ...pool, Users: Object.fromEntries(copies) }));
}
