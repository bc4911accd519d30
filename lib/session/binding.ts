import { isIPv6 } from 'node:net';
import { LatchkeyError } from '../errors';
import { type Engine, record } from './engine';
import type { ClientDescription, Session } from './types';

/** Tried in order: later engines name the earlier ones in their user agent. */
const FAMILIES = ['Edg', 'OPR', 'SamsungBrowser', 'Firefox', 'FxiOS', 'CriOS', 'Chrome', 'Safari'] as const;
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'CrOS', 'Linux'] as const;

/** Browser and system, without versions, which change with every update. */
export function userAgentFamily(userAgent: string): string {
  const browser = FAMILIES.find((name) => userAgent.includes(`${name}/`)) ?? userAgent.split('/')[0] ?? '';
  return `${browser} ${SYSTEMS.find((name) => userAgent.includes(name)) ?? ''}`.trim();
}

/** The network that an address belongs to: /24 for IPv4 (also when mapped into IPv6), /48 for IPv6. */
export function addressPrefix(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain.split('.').slice(0, 3).join('.');
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const full = [...groups, ...Array<string>(missing).fill('0'), ...(tail?.split(':').filter(Boolean) ?? [])];
  return full
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** What of the binding does not hold for this request. */
export type Mismatch = 'user_agent' | 'address';

/** Compares a request with where its session was started. Raw values first: they are nearly always equal. */
export function mismatches(session: Session, client: ClientDescription): Mismatch[] {
  const { userAgent, address } = session.client;
  const found: Mismatch[] = [];
  const sameAgent = client.userAgent.slice(0, 256) === userAgent;
  if (!sameAgent && userAgentFamily(client.userAgent) !== userAgentFamily(userAgent))
    found.push('user_agent');
  if (client.address !== address && addressPrefix(client.address) !== addressPrefix(address))
    found.push('address');
  return found;
}

/** Bounded memory of what was already logged, so that one moved laptop is one entry and not thousands. */
const MAX_LOGGED = 10_000;

/** Applies the binding policy. */
export class Binding {
  readonly #logged = new Set<string>();

  constructor(private readonly engine: Engine) {}

  /**
   * @returns whether the session may be used; false means the policy wants it ended
   * @throws LatchkeyError `reauthentication_required`
   */
  async allows(session: Session, client: ClientDescription): Promise<boolean> {
    const { binding } = this.engine.policy;
    const actions = { user_agent: binding.userAgent, address: binding.address };
    const found = mismatches(session, client).filter((mismatch) => actions[mismatch] !== 'off');
    if (found.length === 0) return true;
    await Promise.all(found.map((mismatch) => this.#logOnce(session, client, mismatch)));
    if (found.some((mismatch) => actions[mismatch] === 'end')) return false;
    if (found.every((mismatch) => actions[mismatch] === 'log')) return true;
    throw new LatchkeyError('reauthentication_required');
  }

  async #logOnce(session: Session, client: ClientDescription, reason: Mismatch): Promise<void> {
    const seen = reason === 'address' ? addressPrefix(client.address) : userAgentFamily(client.userAgent);
    const name = `${session.publicId} ${reason} ${seen}`;
    if (this.#logged.has(name)) return;
    if (this.#logged.size >= MAX_LOGGED) this.#logged.clear();
    this.#logged.add(name);
    const { userAgent, address } = client;
    await record(this.engine, session.ref.tag, {
      type: 'binding_mismatch',
      session: session.publicId,
      reason,
      userAgent,
      address,
    });
  }
}
