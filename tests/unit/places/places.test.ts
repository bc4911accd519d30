import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDatabaseFile } from '@/lib/places/database-file';
import { placesIn } from '@/lib/places/places';
import { cityEntry, placeDatabase } from '@/tests/support/place-database';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

const DATABASE = placeDatabase({
  '203.0.113.0/24': cityEntry('DE', { en: 'Munich', de: 'München' }),
  '198.51.100.128/25': { country: { iso_code: 'FR' } },
  '198.51.100.0/25': { autonomous_system_organization: 'Example' },
});

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeAll(async () => {
  directory = await temporaryDirectory('places');
});
afterAll(() => directory.remove());

function fileOf(bytes: Buffer): string {
  const path = join(directory.path, `${bytes.length}.mmdb`);
  writeFileSync(path, bytes);
  return path;
}

const silent = () => undefined;

test.each([
  ['203.0.113.9', 'en', { city: 'Munich', countryCode: 'DE' }],
  ['203.0.113.9', 'de', { city: 'München', countryCode: 'DE' }],
  ['203.0.113.9', 'fr', { city: 'Munich', countryCode: 'DE' }],
  ['::ffff:203.0.113.9', 'en', { city: 'Munich', countryCode: 'DE' }],
  ['198.51.100.200', 'en', { city: null, countryCode: 'FR' }],
  ['198.51.100.1', 'en', null],
  ['192.0.2.1', 'en', null],
  ['2001:db8::1', 'en', null],
  ['unknown', 'en', null],
  ['', 'en', null],
])('%s is in %s', async (address, language, place) => {
  const path = fileOf(DATABASE);
  checkDatabaseFile(path);
  expect(await placesIn(path, silent)(address, language)).toEqual(place);
});

test('without a database no place is known', async () => {
  expect(await placesIn(null, silent)('203.0.113.9', 'en')).toBeNull();
});

test('a database is loaded with the first question, once, and what cannot be loaded is logged once', async () => {
  const path = fileOf(DATABASE);
  const places = placesIn(path, silent);
  expect(await places('203.0.113.9', 'en')).not.toBeNull();
  rmSync(path);
  expect(await places('203.0.113.9', 'en')).not.toBeNull();
  const events: string[] = [];
  const gone = placesIn(path, (level, event) => events.push(`${level} ${event}`));
  expect(await Promise.all([gone('203.0.113.9', 'en'), gone('203.0.113.9', 'en')])).toEqual([null, null]);
  expect(events).toEqual(['error places_not_loaded']);
});

test('the check at start takes no file for a database that is none', () => {
  expect(() => checkDatabaseFile(join(directory.path, 'none.mmdb'))).toThrow('cannot be read (ENOENT)');
  expect(() => checkDatabaseFile(directory.path)).toThrow('cannot be read (EISDIR)');
  for (const text of ['', 'MaxMind.com', 'country,city\n'.repeat(20_000)]) {
    expect(() => checkDatabaseFile(fileOf(Buffer.from(text)))).toThrow('is not a database');
  }
});
