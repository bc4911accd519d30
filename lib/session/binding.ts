import { LatchkeyError } from '../errors';
import type { Engine } from './engine';
import { networkOf } from './network';
import { NotedOnce } from './noted-once';
import type { BindingAction } from './policy';
import { writeSecurityLog } from './security-log';
import type { ClientDescription, Session } from './session';

/** The network that an address belongs to: /24 for IPv4 (also when mapped into IPv6), /48 for IPv6. */
export function addressPrefix(address: string): string {
  return networkOf(address, { ipv4: 3, ipv6: 3 });
}

/** What of the binding does not hold for this request. */
export type Mismatch = 'user_agent' | 'address';

/** Compares a request with where its session was started. Whole addresses first: they are nearly always equal. */
export function mismatches(session: Session, client: ClientDescription): Mismatch[] {
  const { browser, system, address } = session.client;
  const found: Mismatch[] = [];
  if (client.browser !== browser || client.system !== system) found.push('user_agent');
  if (client.address !== address && addressPrefix(client.address) !== addressPrefix(address))
    found.push('address');
  return found;
}

/** Applies the binding policy. */
export class Binding {
  readonly #noted = new NotedOnce();

  constructor(private readonly engine: Engine) {}

  /** What the policy has something to say about. Nearly always nothing, so the common case waits for no promise. */
  mismatches(session: Session, client: ClientDescription): Mismatch[] {
    return mismatches(session, client).filter((mismatch) => this.#actionFor(mismatch) !== 'off');
  }

  /**
   * @returns whether the session may be used all the same; false means the policy wants it ended
   * @throws LatchkeyError `reauthentication_required`
   */
  async allows(session: Session, client: ClientDescription, found: readonly Mismatch[]): Promise<boolean> {
    await Promise.all(found.map((mismatch) => this.#logOnce(session, client, mismatch)));
    const actions = found.map((mismatch) => this.#actionFor(mismatch));
    if (actions.includes('end')) return false;
    if (actions.includes('reauthenticate')) throw new LatchkeyError('reauthentication_required');
    return true;
  }

  #actionFor(mismatch: Mismatch): BindingAction {
    const { userAgent, address } = this.engine.policy.binding;
    return mismatch === 'address' ? address : userAgent;
  }

  async #logOnce(session: Session, client: ClientDescription, reason: Mismatch): Promise<void> {
    const { browser, system, address } = client;
    const seen = reason === 'address' ? addressPrefix(address) : `${browser} ${system}`;
    if (!this.#noted.isFirst(`${session.publicId} ${reason} ${seen}`)) return;
    const { publicId, ref } = session;
    await writeSecurityLog(this.engine, ref.tag, {
      type: 'binding_mismatch',
      session: publicId,
      reason,
      ...client,
    });
  }
}
