import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
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

  test('is the one in conformance.md', () => {
    const path = new URL('../conformance.md', import.meta.url);
    const page = readFileSync(path, 'utf8');
    const place = /(<!-- conformance:start -->\n)([\s\S]*?)(<!-- conformance:end -->)/;
    if (process.env.UPDATE_CONFORMANCE_TABLE) {
      writeFileSync(
        path,
        page.replace(place, (_whole, start, _old, end) => `${start}${tableOf(all)}\n${end}`),
      );
    }
    const [, , table] = place.exec(readFileSync(path, 'utf8')) ?? [];
    expect(table?.trim()).toBe(tableOf(all));
  });
});
