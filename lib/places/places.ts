import 'server-only';
import type { Log } from '../session/engine';
import type { PlaceDatabase } from './database';
import type { ResolvePlace } from './place';

/**
 * Finds places in a database that is loaded when the first one is asked for, once for the whole process: a page that shows
 * none does not wait for it.
 *
 * @param path null: no place is known
 * @param log hears once of a database that cannot be loaded; then no place is known
 */
export function placesIn(path: string | null, log: Log): ResolvePlace {
  if (path === null) return async () => null;
  let loaded: Promise<PlaceDatabase | null> | undefined;
  return async (address, language) => {
    loaded ??= load(path, log);
    return (await loaded)?.find(address, language) ?? null;
  };
}

async function load(path: string, log: Log): Promise<PlaceDatabase | null> {
  try {
    const { loadPlaceDatabase } = await import('./database');
    return await loadPlaceDatabase(path);
  } catch (error) {
    log('error', 'places_not_loaded', { error });
    return null;
  }
}
