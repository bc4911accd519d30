import 'server-only';
import { createHmac } from 'node:crypto';
import { hasCode, LatchkeyError } from '../errors';
import type { Limit } from '../store/limit';
import { MemoryBudgets } from '../store/memory/budgets';
import { ageOf, type Moment, moment } from '../store/moment';
import type { BudgetRecords, Payment } from '../store/port';
import type { Engine } from './engine';
import { BUDGETS, type BudgetKind, KNOWN_BROWSER, type Payer, SHARED_FACTOR, SLOTS_BITS } from './limits';
import { findUsers } from './name-lookup';
import { networkOf } from './network';
import { type BrowserHash, userTag } from './ticket';

/** Who asks. */
export interface Spender {
  /** Null: not known. */
  readonly address: string | null;
  /** The user name that is tried, as it was given; null where none is. */
  readonly account: string | null;
  /** Null for a browser without a ticket. */
  readonly browser: BrowserHash | null;
}

/** What one call has spent, to give back; null: nothing. */
export type Spent = Paid | null;

interface Paid {
  readonly kind: BudgetKind;
  readonly payments: readonly Payment[];
  /** Where it was counted. */
  readonly records: BudgetRecords;
}

/** After a failure Redis is left alone for this long, so that a request with several budgets waits once. */
const LEAVE_ALONE_MS = 1000;

/** What may be done so often and no more. All limits are in `limits.ts`. */
export class Budgets {
  /** For when Redis is away: whoever signs in is then counted by this process alone. */
  readonly #own: MemoryBudgets;
  #failed: Moment | null = null;

  constructor(private readonly engine: Pick<Engine, 'store' | 'keys' | 'issuer' | 'now' | 'log'>) {
    this.#own = new MemoryBudgets(engine.now);
  }

  /**
   * Spends from every budget of that kind, or from none.
   *
   * @throws LatchkeyError `too_many_requests`, with how long to wait
   */
  async spend(kind: BudgetKind, who: Spender, points = 1): Promise<Spent> {
    const payments = this.#payments(kind, who, points);
    if (payments.length === 0) return null;
    const { waitMs, records } = await this.#spend(kind, payments);
    return waitMs > 0 ? this.#asKnownBrowser(kind, who, waitMs) : { kind, payments, records };
  }

  /** Whether the store has counted it, and so has just answered. */
  isStored(spent: Spent): boolean {
    return spent?.records === this.engine.store.budgets;
  }

  /** Undoes a spending that turned out to be no abuse. That it cannot be undone is no reason to fail. */
  async giveBack(spent: Spent): Promise<void> {
    await spent?.records.giveBack(spent.kind, spent.payments).catch((error: unknown) => {
      this.engine.log('warn', 'budget_not_given_back', { error });
    });
  }

  /** The budget that someone has to themselves who has signed in to this account on this browser before. */
  async #asKnownBrowser(kind: BudgetKind, who: Spender, waitMs: number): Promise<Spent> {
    if (await this.#isKnown(who)) {
      const name = this.#nameOf('known', `${who.browser} ${normal(who.account)}`);
      const payments = [{ name, points: 1, limit: KNOWN_BROWSER }];
      const { waitMs: ownWaitMs, records } = await this.#spend(kind, payments);
      if (ownWaitMs === 0) return { kind, payments, records };
    }
    this.engine.log('warn', 'budget_exceeded', { operation: kind });
    throw new LatchkeyError('too_many_requests', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }

  async #isKnown({ account, browser }: Spender): Promise<boolean> {
    if (account === null || browser === null) return false;
    const { store, issuer } = this.engine;
    try {
      const subs = await findUsers(this.engine, account);
      const known = subs.map((sub) => store.securityLog.knowsBrowser(userTag(issuer, sub), browser));
      return (await Promise.all(known)).includes(true);
    } catch (error) {
      if (hasCode(error, 'store_unavailable')) return false;
      throw error;
    }
  }

  #payments(kind: BudgetKind, who: Spender, points: number): Payment[] {
    return Object.entries<Limit>(BUDGETS[kind]).flatMap(([payer, limit]) => {
      const payment = this.#payer(payer as Payer, who, limit);
      return payment ? [{ name: this.#nameOf(payer, payment.payer), points, limit: payment.limit }] : [];
    });
  }

  /** Null: there is nobody of that kind. */
  #payer(payer: Payer, who: Spender, limit: Limit): { payer: string; limit: Limit } | null {
    const address = who.address === null ? 'unknown' : networkOf(who.address, { ipv4: 4, ipv6: 4 });
    const wider = who.address === null ? { ...limit, most: limit.most * SHARED_FACTOR } : limit;
    if (payer === 'address') return { payer: address, limit: wider };
    if (payer === 'everyone') return { payer: '', limit };
    if (payer === 'browser') return who.browser === null ? null : { payer: who.browser, limit };
    if (who.account === null) return null;
    const account = normal(who.account);
    return payer === 'account' ? { payer: account, limit } : { payer: `${address} ${account}`, limit: wider };
  }

  #nameOf(payer: string, of: string): string {
    const digest = createHmac('sha256', this.engine.keys.newest.signing).update(`budget ${of}`).digest();
    return `${payer}:${(digest.readUInt32BE() >>> (32 - SLOTS_BITS)).toString(36)}`;
  }

  async #spend(
    kind: BudgetKind,
    payments: readonly Payment[],
  ): Promise<{ waitMs: number; records: BudgetRecords }> {
    const records =
      this.#failed && ageOf(this.#failed) < LEAVE_ALONE_MS ? this.#own : this.engine.store.budgets;
    try {
      return { waitMs: await records.spend(kind, payments), records };
    } catch (error) {
      if (!hasCode(error, 'store_unavailable')) throw error;
      this.#failed = moment();
      return { waitMs: await this.#own.spend(kind, payments), records: this.#own };
    }
  }
}

function normal(account: string | null): string {
  return (account ?? '').trim().toLowerCase();
}
