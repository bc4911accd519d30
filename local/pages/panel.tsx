/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

interface PanelProps {
  readonly title: string;
  readonly columns: readonly string[];
  /** Said when there are no rows. */
  readonly empty: string;
  readonly rows: readonly Child[];
}

/** A titled table, or a sentence when it would be empty. */
export function Panel({ title, columns, empty, rows }: PanelProps) {
  const id = title.toLowerCase().replaceAll(/\W+/g, '-');
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p class="muted">{empty}</p>
      ) : (
        // Wider than a phone: scrolled by itself, and by keyboard too.
        <section class="scroll" tabindex={0} aria-label={`${title}, table`}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </section>
      )}
    </section>
  );
}
