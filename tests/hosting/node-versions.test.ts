import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { DEMO } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { startHostingStack } from './support/hosting-stack';
import { nodeOf } from './support/node-versions';

test.each([20, 22, 24])(
  'Node %i runs the artefact: someone signs in and is answered',
  async (major) => {
    const node = await nodeOf(major);
    if ('unreachable' in node) {
      process.stderr.write(`Node ${major} was not tried, since no registry answers: ${node.unreachable}\n`);
      return;
    }
    expect(execFileSync(node.path, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
    const stack = await startHostingStack({ node: node.path });
    try {
      const [jar = new CookieJar()] = await moreSessions(stack, DEMO, 1);
      const page = await jar.fetch(`${stack.origin}/account`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(DEMO.email)]);
      expect(stack.lines.filter((line) => /error|warn/i.test(line))).toEqual([]);
    } finally {
      await stack.stop();
    }
  },
  300_000,
);
