import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { nodeOptionsForLocalAws } from '@/scripts/local-aws';
import { findFreePorts, isPortFree, requireFreePort } from '@/scripts/ports';
import { startProcess } from '@/scripts/processes';

const node = (source: string) => ({
  name: 'example',
  command: process.execPath,
  args: ['-e', source],
  cwd: process.cwd(),
});

test('a line that is already there is found, and one that comes later too', async () => {
  const child = startProcess(node(`console.log('one'); setTimeout(() => console.error('two'), 50)`));
  expect(await child.line(/^two/, 5_000)).toBe('two');
  expect(await child.line(/^one/, 5_000)).toBe('one');
  expect(await child.ended).toBe('exit code 0');
});

test('a process that ends instead of starting is an error with its last words', async () => {
  const child = startProcess(node(`console.error('no such thing'); process.exit(3)`));
  await expect(child.line(/^ready/, 5_000)).rejects.toThrow(/exit code 3.*no such thing/s);
});

test('a program that does not exist is an error, not a crash', async () => {
  const child = startProcess({ ...node(''), command: '/nowhere/program' });
  await expect(child.line(/^ready/, 5_000)).rejects.toThrow(/ENOENT/);
  await child.stop();
});

test('stopping waits for the end', async () => {
  const child = startProcess(
    node(
      `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 100)); console.log('ready'); setInterval(() => {}, 1e6)`,
    ),
  );
  await child.line(/^ready/, 5_000);
  await child.stop();
  expect(() => process.kill(child.pid, 0)).toThrow(/ESRCH/);
});

test('consecutive free ports are free', async () => {
  const first = await findFreePorts(3);
  expect(await Promise.all([0, 1, 2].map((offset) => isPortFree(first + offset)))).toEqual([
    true,
    true,
    true,
  ]);
});

test.each(['127.0.0.1', '0.0.0.0', '::1', '::'])(
  'a port taken on %s is named with its variable',
  async (host) => {
    const port = await findFreePorts();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    try {
      await expect(requireFreePort(port, 'LOCAL_AWS_PORT')).rejects.toThrow(
        new RegExp(`Port ${port} is in use.*LOCAL_AWS_PORT=\\d+`),
      );
    } finally {
      server.close();
    }
  },
);

test('the preload survives a path with a space, and options that were there', () => {
  const options = nodeOptionsForLocalAws('/a folder', '--max-old-space-size=512');
  expect(options).toBe('--max-old-space-size=512 --import file:///a%20folder/local/preload.mjs');
});
