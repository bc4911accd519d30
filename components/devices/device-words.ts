import type { Device } from '@/lib/data/devices';

/** Such as "Firefox on macOS". */
export function deviceInWords({ browser, system }: Pick<Device, 'browser' | 'system'>): string {
  if (browser === null && system === null) return 'A browser that did not say what it is';
  return `${browser ?? 'A browser'} on ${system ?? 'an unknown system'}`;
}

/** Such as ", from 192.0.2.7", to follow when or what; nothing where the address is not known. */
export function fromAddress(address: string | undefined): string {
  return address === undefined || address === '' || address === 'unknown' ? '' : `, from ${address}`;
}
