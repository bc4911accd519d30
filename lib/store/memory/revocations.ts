import type { RevocationQueue } from '../port';
import type { PendingRevocation, RevocationClaim, Sealed } from '../records';
import { type HashTag, revokedSession } from '../session-ref';

export class MemoryRevocations implements RevocationQueue {
  readonly #revocations = new Map<HashTag, Map<string, Sealed>>();
  readonly #due = new Map<HashTag, number>();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  async schedule(tag: HashTag, delayMs: number): Promise<void> {
    this.#due.set(tag, Math.min(this.#due.get(tag) ?? Number.POSITIVE_INFINITY, this.now() + delayMs));
  }

  async claim(limit: number, leaseMs: number): Promise<RevocationClaim[]> {
    const now = this.now();
    const due = [...this.#due].filter(([, at]) => at <= now).sort((a, b) => a[1] - b[1]);
    const claims = due.slice(0, limit).map(([tag]) => ({ tag, lease: now + leaseMs }));
    for (const { tag, lease } of claims) this.#due.set(tag, lease);
    return claims;
  }

  async add(tag: HashTag, field: string, sealed: Sealed): Promise<void> {
    this.keep(tag, field, sealed);
  }

  /** As `add`, within the step that ends a session. */
  keep(tag: HashTag, field: string, sealed: Sealed): void {
    const queue = this.#revocations.get(tag) ?? new Map<string, Sealed>();
    this.#revocations.set(tag, queue.set(field, sealed));
  }

  async pending(tag: HashTag): Promise<PendingRevocation[]> {
    return [...(this.#revocations.get(tag) ?? [])].map(([field, sealed]) => ({
      idHash: revokedSession(field),
      field,
      sealed,
    }));
  }

  async remove(tag: HashTag, field: string): Promise<void> {
    const queue = this.#revocations.get(tag);
    queue?.delete(field);
    if (queue?.size === 0) this.#revocations.delete(tag);
  }

  async retire({ tag, lease }: RevocationClaim): Promise<void> {
    if (this.#due.get(tag) === lease) this.#due.delete(tag);
  }
}
