import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '@/local/server';
import { areas } from './conformance/index';
import { tableOf } from './conformance/table';
import { World } from './conformance/world';

let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
});
afterAll(() => local.close());

for (const rows of areas) {
  describe(rows[0]?.area ?? '', () => {
    test.each(rows.map((row) => [row.what, row] as const))('%s', async (_what, row) => {
      await row.run(await World.create(local, row.setting), local);
    });
  });
}

describe('The conformance table', () => {
  const all = areas.flat();

  test('has a name of its own for every row', () => {
    const names = all.map((row) => `${row.area}: ${row.what}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(90);
  });

  test('is the one in docs/local-aws.md', () => {
    const page = readFileSync(new URL('../../docs/local-aws.md', import.meta.url), 'utf8');
    const [, table] = /<!-- conformance:start -->\n([\s\S]*?)<!-- conformance:end -->/.exec(page) ?? [];
    expect(table?.trim()).toBe(tableOf(all));
  });
});
