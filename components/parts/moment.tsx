'use client';

import { useSyncExternalStore } from 'react';

const STYLE = { dateStyle: 'medium', timeStyle: 'short' } as const;
const never = () => () => {};

/**
 * A moment in the reader's own time zone. The server does not know the zone, so its markup says UTC and the browser
 * replaces the words once it runs.
 *
 * @param at epoch milliseconds
 */
export function Moment({ at }: { at: number }) {
  const words = useSyncExternalStore(
    never,
    () => inZone(at),
    () => `${inZone(at, 'UTC')} UTC`,
  );
  return <time dateTime={new Date(at).toISOString()}>{words}</time>;
}

function inZone(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...STYLE, timeZone }).format(at);
}
