import { getWords } from '@/lib/data/language';
import styles from './admin.module.css';

interface PersonSearchProps {
  /** What was searched for; empty before the first search. */
  readonly wanted: string;
  /** Whether Cognito is asked, which compares beginnings. */
  readonly byBeginning: boolean;
}

/** A plain form: the search is in the address, so it can be kept and shared. */
export async function PersonSearch({ wanted, byBeginning }: PersonSearchProps) {
  const { find, findDo, findHint } = await getWords('administration');
  return (
    <search>
      <form method="get" action="/admin" className={styles.search}>
        <div className="field">
          <label htmlFor="person">{find}</label>
          <input
            id="person"
            name="person"
            type="search"
            defaultValue={wanted}
            maxLength={100}
            autoComplete="off"
            aria-describedby={byBeginning ? 'person-hint' : undefined}
          />
        </div>
        <button type="submit" className="button primary">
          {findDo}
        </button>
      </form>
      {byBeginning && (
        <p id="person-hint" className={styles.hint}>
          {findHint}
        </p>
      )}
    </search>
  );
}
