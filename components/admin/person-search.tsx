import styles from './admin.module.css';

interface PersonSearchProps {
  /** What was searched for; empty before the first search. */
  readonly wanted: string;
  readonly found: number;
}

/** A plain form: the search is in the address, so it can be kept and shared. */
export function PersonSearch({ wanted, found }: PersonSearchProps) {
  return (
    <search>
      <form method="get" action="/admin" className={styles.search}>
        <div className="field">
          <label htmlFor="person">E-mail address, user name or id</label>
          <input id="person" name="person" type="search" defaultValue={wanted} autoComplete="off" required />
        </div>
        <button type="submit" className="button primary">
          Find
        </button>
        {wanted !== '' && found === 0 && (
          <p className={styles.nobody} role="status">
            No user matches “{wanted}”.
          </p>
        )}
      </form>
    </search>
  );
}
