import styles from './admin.module.css';

interface PersonSearchProps {
  /** What was searched for; empty before the first search. */
  readonly wanted: string;
  /** Whether Cognito is asked, which compares beginnings. */
  readonly byBeginning: boolean;
}

/** A plain form: the search is in the address, so it can be kept and shared. */
export function PersonSearch({ wanted, byBeginning }: PersonSearchProps) {
  return (
    <search>
      <form method="get" action="/admin" className={styles.search}>
        <div className="field">
          <label htmlFor="person">E-mail address, name or id</label>
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
          Find
        </button>
      </form>
      {byBeginning && (
        <p id="person-hint" className={styles.hint}>
          The beginning is enough: “ada” finds ada@example.com and Ada Lovelace, “lovelace” does not. In a
          name capital letters count. Leave it empty to see everyone.
        </p>
      )}
    </search>
  );
}
