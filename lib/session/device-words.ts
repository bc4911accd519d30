import type { ClientDescription } from './session';

type Described = Pick<ClientDescription, 'browser' | 'system'>;

/** Where what a browser calls itself is not what its users call it. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  'Mac OS': 'macOS',
  'Chromium OS': 'ChromeOS',
  'Mobile Safari': 'Safari',
  'Mobile Chrome': 'Chrome',
  'Chrome Headless': 'Chrome',
  'Mobile Firefox': 'Firefox',
};

/** Such as "Firefox on macOS". */
export function deviceInWords({ browser, system }: Described): string {
  if (browser === null && system === null) return 'An unknown browser';
  return `${usual(browser) ?? 'A browser'} on ${usual(system) ?? 'an unknown system'}`;
}

/** What kind of thing it is, by its system. */
export function kindInWords({ system }: Pick<ClientDescription, 'system'>): 'Phone or tablet' | 'Computer' {
  return system === 'iOS' || system === 'Android' ? 'Phone or tablet' : 'Computer';
}

/** Such as ", from Leipzig, Germany" or ", from 192.0.2.7", to follow when or what; nothing where neither is known. */
export function fromWhere({
  address,
  place,
}: {
  address?: string | undefined;
  place: string | null;
}): string {
  if (place !== null) return `, from ${place}`;
  return address === undefined || address === '' || address === 'unknown' ? '' : `, from ${address}`;
}

function usual(name: string | null): string | null {
  return name === null ? null : (USUAL_NAMES[name] ?? name);
}
