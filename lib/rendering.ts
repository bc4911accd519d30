import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';

/**
 * Asks something of the headers of the request that Next is at work for, once however many components ask by the same
 * function. Apart from what asks: with it a process loads the renderer of pages (docs/decisions/0096).
 */
export const askOnce = cache(
  async <T>(question: (headers: Headers) => Promise<T>): Promise<T> => question(await headers()),
);
