import type { WaysIn } from '@/lib/data/connected-providers';

/**
 * All that an account can be signed in to with, such as "E-mail and password, Google".
 *
 * @param ownWay how the pool's own way is called
 */
export function waysInWords({ own, providers }: WaysIn, ownWay: string): string {
  return [...(own ? [ownWay] : []), ...providers].join(', ');
}
