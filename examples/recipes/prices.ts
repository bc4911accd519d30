import { cacheLife } from 'next/cache';

/** The same for everyone: made once an hour, whoever asks. */
export async function readPrices() {
  'use cache';
  cacheLife('hours');
  return { monthly: 9, asOf: new Date().toISOString() };
}
