import type { PeoplePage } from '@/lib/data/administration';
import { getWords } from '@/lib/data/language';
import { fillIn } from '../parts/fill-in';
import { LinkPending, PageLink } from '../parts/page-link';
import { displayName } from '../session/display-name';
import { isInOrder, stateInWords, waysInWords } from './account-words';
import styles from './admin.module.css';

interface PeopleListProps {
  readonly people: PeoplePage['people'];
  /** What was searched for; empty for everyone. */
  readonly wanted: string;
  /** Whether these are only those who are signed in. */
  readonly signedInOnly: boolean;
}

export async function PeopleList({ people, wanted, signedInOnly }: PeopleListProps) {
  const words = await getWords('administration');
  if (people.length === 0) {
    if (signedInOnly && wanted === '') return null;
    return <p role="status">{fillIn(signedInOnly ? words.nobodySignedIn : words.nobody, { wanted })}</p>;
  }
  return (
    <ul className="rows">
      {people.map((person) => {
        const state = stateInWords(person, words);
        const name = displayName(person);
        const isProviders = (person.providers ?? []).length > 0;
        const more = [
          name === person.email ? null : person.email,
          isProviders ? waysInWords(person, words) : null,
        ];
        return (
          <li key={person.username} className={styles.person}>
            <div className={styles.who}>
              <PageLink href={`/admin/${encodeURIComponent(person.username)}`}>
                {name}
                <LinkPending />
              </PageLink>
              <p>{more.filter((part) => part !== null).join(' · ')}</p>
            </div>
            {state && <p className={isInOrder(person) ? styles.state : styles.attention}>{state}</p>}
          </li>
        );
      })}
    </ul>
  );
}
