import type { Field } from './field';

/** What an attack needs before it can be tried. */
export type Need =
  /** Nobody signed in. */
  | 'nothing'
  /** An account that the suite may sign in to. */
  | 'account'
  /** A second account, of somebody else. */
  | 'two accounts'
  /** Managed login that a script can walk through: the local AWS. */
  | 'managed login';

/** What was seen of the site under attack. `withstood` says whether that is what was expected. */
export interface Seen {
  readonly withstood: boolean;
  /** One line. Never a cookie, a token or a password. */
  readonly seen: string;
}

/** One attack: a way in that must not work. */
export interface Attack {
  /** Unique, a phrase: `a return path of //evil.example`. */
  readonly name: string;
  /** The requirement of OWASP ASVS 5.0 that it tries, such as `V10.1.2`. */
  readonly asvs: string;
  readonly needs: Need;
  /** True: it writes, sends messages or is loud, and runs only when asked for. */
  readonly intrusive?: boolean;
  /** What a site that withstands does. */
  readonly expected: string;
  /** @throws Error when it could not be found out: no answer, no way to sign in */
  run(field: Field): Promise<Seen>;
}

/** Attacks of one kind. */
export interface AttackGroup {
  readonly title: string;
  readonly attacks: readonly Attack[];
}

/** What became of an attack. 'could not tell' and 'not run' are neither good nor bad news. */
export type Verdict = 'withstood' | 'got through' | 'could not tell' | 'not run';

/** A line of the report. */
export interface Result {
  readonly group: string;
  readonly name: string;
  readonly asvs: string;
  readonly expected: string;
  readonly seen: string;
  readonly verdict: Verdict;
}

/** Withstood when nothing of all that was tried did damage; otherwise the first few that did. */
export function judge(tried: number, damage: readonly string[]): Seen {
  if (tried === 0) throw new Error('nothing was tried');
  if (damage.length === 0)
    return { withstood: true, seen: tried === 1 ? 'as expected' : `${tried} of ${tried} as expected` };
  const more = damage.length > 3 ? `; ${damage.length - 3} more` : '';
  return { withstood: false, seen: `${damage.slice(0, 3).join('; ')}${more}` };
}
