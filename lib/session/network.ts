import { isIPv6 } from 'node:net';

/** How much of an address counts: numbers of IPv4, groups of 16 bits of IPv6. */
export interface Extent {
  readonly ipv4: 3 | 4;
  readonly ipv6: 3 | 4;
}

/** The network that an address belongs to. IPv4 that is mapped into IPv6 is IPv4 (RFC 4291 §2.5.5.2). */
export function networkOf(address: string, { ipv4, ipv6 }: Extent): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain.split('.').slice(0, ipv4).join('.');
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const full = [...groups, ...Array<string>(missing).fill('0'), ...(tail?.split(':').filter(Boolean) ?? [])];
  return full
    .slice(0, ipv6)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
