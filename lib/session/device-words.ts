import type { Words } from '../../messages/words';
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
export function deviceInWords({ browser, system }: Described, words: Words<'device'>): string {
  if (browser === null && system === null) return words.unknown;
  const named = words.described.replace('{browser}', () => usual(browser) ?? words.browser);
  return named.replace('{system}', () => usual(system) ?? words.system);
}

/** Whether it is a phone or a tablet, by its system. */
export function isHandheld({ system }: Pick<ClientDescription, 'system'>): boolean {
  return system === 'iOS' || system === 'Android';
}

interface Located {
  readonly address?: string | undefined;
  readonly place: string | null;
}

/** Such as ", from Leipzig, Germany" or ", from 192.0.2.7", to follow when or what; nothing where neither is known. */
export function fromWhere({ address, place }: Located, words: Words<'device'>): string {
  if (place !== null) return words.fromPlace.replace('{place}', () => place);
  if (address === undefined || address === '' || address === 'unknown') return '';
  return words.fromAddress.replace('{address}', () => address);
}

function usual(name: string | null): string | null {
  return name === null ? null : (USUAL_NAMES[name] ?? name);
}
