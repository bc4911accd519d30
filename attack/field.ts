import { type Account, makeLocalAccount, signIn, type UserPool } from './accounts';
import type { Need } from './attack';
import { Browser } from './browser';
import type { Answer, Site } from './site';

export interface FieldOptions {
  readonly site: Site;
  /** Null: no attack can sign in. */
  readonly pool: UserPool | null;
  readonly account: Account | null;
  readonly otherAccount: Account | null;
  /** The local AWS behind the site, which can make accounts and whose managed login a script can walk through. */
  readonly localAws: Site | null;
}

/** What attacks work with: the site, and people who are signed in on it. */
export class Field {
  readonly site: Site;
  #people: Promise<readonly Account[]> | null = null;
  readonly #signedIn = new Map<number, Promise<Browser>>();

  constructor(private readonly options: FieldOptions) {
    this.site = options.site;
  }

  /** Why an attack that needs this cannot be tried, or null if it can. */
  lacks(need: Need): string | null {
    const { pool, account, otherAccount, localAws } = this.options;
    if (need === 'nothing') return null;
    if (need === 'managed login') return localAws ? null : 'needs --local-aws';
    if (pool === null) return 'needs amplify_outputs.json (--outputs)';
    if (localAws) return null;
    if (account === null) return 'needs an account: ATTACK_EMAIL and ATTACK_PASSWORD';
    if (need === 'account' || otherAccount !== null) return null;
    return 'needs a second account: ATTACK_OTHER_EMAIL and ATTACK_OTHER_PASSWORD';
  }

  get pool(): UserPool {
    return required(this.options.pool);
  }

  get localAws(): Site {
    return required(this.options.localAws);
  }

  /** A browser that has never been here. */
  browser(): Browser {
    return new Browser(this.site);
  }

  /** The account under attack, signed in. One session for all attacks that leave it as it is. */
  victim(): Promise<Browser> {
    return this.#shared(0);
  }

  /** Somebody else's account, signed in likewise. */
  attacker(): Promise<Browser> {
    return this.#shared(1);
  }

  /** A further session of the victim's, for attacks that end it. */
  async newSession(): Promise<Browser> {
    return (await this.signIn(this.browser())).browser;
  }

  /** Signs the victim in on this browser. */
  async signIn(browser: Browser, person = 0): Promise<{ browser: Browser; answer: Answer }> {
    const account = (await this.people())[person];
    return { browser, answer: await signIn(browser, this.pool, required(account ?? null)) };
  }

  /** The accounts: the victim's, then the other one if there is one. */
  people(): Promise<readonly Account[]> {
    const { localAws, account, otherAccount } = this.options;
    const given = [account, otherAccount].flatMap((one) => one ?? []);
    this.#people ??= localAws
      ? Promise.all([makeLocalAccount(localAws, this.pool), makeLocalAccount(localAws, this.pool)])
      : Promise.resolve(given);
    return this.#people;
  }

  #shared(person: number): Promise<Browser> {
    const known = this.#signedIn.get(person);
    if (known) return known;
    const signedIn = this.signIn(this.browser(), person).then(({ browser }) => browser);
    this.#signedIn.set(person, signedIn);
    return signedIn;
  }
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('an attack asked for more than it said that it needs');
  return value;
}
