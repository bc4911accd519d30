import 'server-only';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Reader, type Response } from 'mmdb-lib';
import * as z from 'zod';
import type { Place } from './place';

/** What is read of an entry; databases of cities and of countries have it alike. */
const entrySchema = z.object({
  country: z.object({ iso_code: z.string().regex(/^[A-Z]{2}$/) }),
  city: z.object({ names: z.record(z.string(), z.string()) }).optional(),
});

/** A database in memory. */
export interface PlaceDatabase {
  /** As `ResolvePlace`, at once. */
  find(address: string, language: string): Place | null;
}

/**
 * Loads a database in MaxMind's format.
 *
 * @throws Error when it cannot be read or is none
 */
export async function loadPlaceDatabase(path: string): Promise<PlaceDatabase> {
  const reader = new Reader<Response>(await readFile(path));
  return { find: (address, language) => placeIn(reader, address, language) };
}

function placeIn(reader: Reader<Response>, address: string, language: string): Place | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  if (version === 0 || version > reader.metadata.ipVersion) return null;
  const entry = entrySchema.safeParse(reader.get(plain));
  if (!entry.success) return null; // not in it, or without a country
  const names = entry.data.city?.names;
  return { city: names?.[language] ?? names?.en ?? null, countryCode: entry.data.country.iso_code };
}
