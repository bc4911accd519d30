import 'server-only';
import { config } from '../config/config';
import { log } from '../log';
import type { ResolvePlace } from '../places/place';
import { placesIn } from '../places/places';
import type { Language } from '../preferences';

/** Handlers and pages are bundled apart but run in one process: they share one database. */
const shared = globalThis as typeof globalThis & { [key: symbol]: ResolvePlace | undefined };
const PLACES = Symbol.for('latchkey.places');

/**
 * Where an address is, in words, such as "Leipzig, Germany".
 *
 * @param address undefined where none was kept
 * @returns null where the place is not known
 */
export async function placeName(address: string | undefined, language: Language): Promise<string | null> {
  shared[PLACES] ??= placesIn(config().placesDatabase, log);
  const place = address === undefined ? null : await shared[PLACES](address, language);
  if (place === null) return null;
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(place.countryCode);
  return [place.city, country].filter(Boolean).join(', ');
}

/** The same for whatever has an address: with its place added. */
export async function withPlaces<T extends { readonly address?: string | undefined }>(
  items: readonly T[],
  language: Language,
): Promise<(T & { readonly place: string | null })[]> {
  return Promise.all(
    items.map(async (item) => ({ ...item, place: await placeName(item.address, language) })),
  );
}
