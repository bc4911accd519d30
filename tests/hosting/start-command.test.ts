import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { stateDirectory } from '@/scripts/local-services';
import { findFreePorts, isPortFree } from '@/scripts/ports';
import { type ManagedProcess, startProcess } from '@/scripts/processes';
import { projectRoot } from '@/scripts/project-root';
import { testArtefact } from './support/test-artefact';

let command: ManagedProcess | undefined;

afterEach(async () => {
  await command?.stop();
  command = undefined;
});

function startHosting(args: readonly string[], env: Readonly<Record<string, string>>): ManagedProcess {
  const { PATH, HOME } = process.env;
  return startProcess({
    name: 'npm run start:hosting',
    command: 'npm',
    args: ['run', 'start:hosting', '--', ...args],
    cwd: projectRoot,
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...env },
  });
}

test('start:hosting prints the size and ready, answers, meters, and stops with everything it started', async () => {
  const { port } = await testArtefact();
  const localAwsPort = await findFreePorts();
  command = startHosting(['--environments', '2'], { PORT: `${port}`, LOCAL_AWS_PORT: `${localAwsPort}` });
  await command.line(/artefact +\d+\.\d MB of 220/, 150_000);
  await command.line(new RegExp(`^ready http://localhost:${port}$`), 60_000);
  const answers = await Promise.all([1, 2, 3].map(() => fetch(`http://localhost:${port}/sign-in`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const meter = await fetch(`http://localhost:${port}/__hosting/meter`);
  expect(await meter.json()).toEqual({
    requests: 3,
    coldStarts: 2,
    environments: 2,
    billedSeconds: expect.any(Number),
    throttled: 0,
    cost: expect.any(Number),
  });
  await command.stop('SIGINT');
  expect(await Promise.all([port, localAwsPort].map(isPortFree))).toEqual([true, true]);
  rmSync(stateDirectory(localAwsPort), { recursive: true });
}, 240_000);

test.each([
  ['--environments', 'none'],
  ['--cut-share', '2'],
])('start:hosting refuses %s %s with one line', async (option, value) => {
  command = startHosting([option, value], {});
  expect(await command.line(/is a number from/, 30_000)).toContain(option);
  expect(await command.ended).toBe('exit code 1');
});
