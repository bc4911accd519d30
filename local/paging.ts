import { z } from 'zod';
import { invalidParameter } from './errors';

/** Request members of the operations that list. */
export const paging = {
  token: z.string().min(1).max(131_072).optional(),
  limit: z
    .int()
    .min(0)
    .max(60)
    .default(60)
    .transform((limit) => limit || 60),
};

/**
 * One page of a list.
 * @param token what the page before gave; opaque to clients.
 * @returns the items, and the token of the next page if there is one.
 * @throws InvalidParameterException for a token that no page gave
 */
export function page<T>(all: readonly T[], limit: number, token?: string): { items: T[]; next?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Invalid pagination token.');
  const end = start + limit;
  return {
    items: all.slice(start, end),
    ...(end < all.length && { next: Buffer.from(String(end)).toString('base64url') }),
  };
}
