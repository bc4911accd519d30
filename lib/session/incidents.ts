import type { Language } from '../preferences';
import { ageOf, type Moment, moment } from '../store/moment';
import type { Engine } from './engine';
import { findUsers } from './name-lookup';
import { tellAddress } from './notice';
import { writeSecurityLog } from './security-log';
import type { ClientDescription, Session } from './session';
import { userTag } from './ticket';

/** How long the same refusal is not written down again. */
const QUIET_MS = 10 * 60_000;
/** Refusals that one process remembers. */
const MOST_REMEMBERED = 10_000;

/** What an administrator has done. */
export const ADMINISTRATIVE_ACTS = [
  'ended_all_sessions',
  'ended_a_session',
  'disabled_account',
  'enabled_account',
  'reset_password',
] as const;

export type AdministrativeAct = (typeof ADMINISTRATIVE_ACTS)[number];

/** An act, to whom, and why. */
export interface Administered {
  readonly act: AdministrativeAct;
  readonly sub: string;
  readonly username: string;
  /** In the administrator's own words. The user can read it. */
  readonly note: string;
}

/**
 * What happens to an account outside of its sessions, for its owner's security log. A name that nobody known here goes by
 * leaves no trace in the store: otherwise trying names would fill it.
 */
export class Incidents {
  readonly #told = new Map<string, Moment>();

  constructor(private readonly engine: Pick<Engine, 'store' | 'keys' | 'issuer' | 'log' | 'notify'>) {}

  /** @param name the user name that was tried; @param reason Cognito's refusal by name */
  signInFailed(name: string, reason: string, client: ClientDescription): Promise<void> {
    return this.#write(name, 'sign_in_failed', reason, client);
  }

  /** @param name the user name that was tried; @param budget what was tried too often */
  async budgetExceeded(name: string, budget: string, client: ClientDescription): Promise<void> {
    const known = `${budget} ${name}`;
    const told = this.#told.get(known);
    if (told && ageOf(told) < QUIET_MS) return;
    if (this.#told.size >= MOST_REMEMBERED) this.#told.clear();
    this.#told.set(known, moment());
    await this.#write(name, 'budget_exceeded', budget, client);
  }

  /** Tells the owner of an account that somebody has signed up with its address. @param address one that has an account */
  signUpTried(address: string, client: ClientDescription, language: Language): Promise<void> {
    const told = { kind: 'sign_up_tried', session: null, client, language } as const;
    return tellAddress(this.engine, address.trim(), told);
  }

  /** Notes that the provider of this sign-in has been linked to an account that was there. */
  async providerLinked({ ref, publicId, client, method }: Session): Promise<void> {
    const event = { type: 'provider_linked', session: publicId, method, ...client } as const;
    await writeSecurityLog(this.engine, ref.tag, event);
  }

  /** Writes what an administrator did, and why, to his own log and to that of whom it was done to. */
  async administered(
    { ref, publicId, client }: Session,
    { act, sub, username, note }: Administered,
  ): Promise<void> {
    const said = { reason: act, note };
    const own = {
      type: 'administrative_act',
      session: publicId,
      about: username,
      ...said,
      ...client,
    } as const;
    await writeSecurityLog(this.engine, ref.tag, own);
    const theirs = { type: 'administered', session: null, ...said } as const;
    await writeSecurityLog(this.engine, userTag(this.engine.issuer, sub), theirs);
  }

  async #write(
    name: string,
    type: 'sign_in_failed' | 'budget_exceeded',
    reason: string,
    client: ClientDescription,
  ): Promise<void> {
    const { issuer, log } = this.engine;
    try {
      const subs = await findUsers(this.engine, name);
      if (subs.length === 0) log('info', type, { reason });
      for (const sub of subs) {
        await writeSecurityLog(this.engine, userTag(issuer, sub), { type, session: null, reason, ...client });
      }
    } catch (error) {
      log('warn', 'security_log_not_written', { error });
    }
  }
}
