import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import onHosting from '@/tests/e2e/on-hosting.json' with { type: 'json' };

test('each browser test runs on the local Hosting, or there is a reason why not', () => {
  const files = readdirSync(join(projectRoot, 'tests/e2e')).filter((name) => name.endsWith('.test.ts'));
  const named = [...onHosting.quick, ...onHosting.rest, ...Object.keys(onHosting.never)];
  expect(
    files.map((name) => name.replace('.test.ts', '')).sort(),
    'tests/e2e/on-hosting.json names every file once: what works on a server may not work there',
  ).toEqual(named.sort());
});
