import type { Route } from 'next';
import { getWords } from '@/lib/data/language';
import { LinkPending, PageLink } from './page-link';

interface NextPageProps {
  /** The page's own path. */
  readonly path: Route;
  /** What else is in its address. */
  readonly query: Readonly<Record<string, string>>;
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
  /** Where this page begins; nothing for the first. */
  readonly from: string | undefined;
  readonly label: string;
}

/** From one page of a list to the next, and back to its beginning. Before that the browser's own button leads back. */
export async function NextPage({ path, query, next, from, label }: NextPageProps) {
  if (next === null && from === undefined) return null;
  const words = await getWords('paging');
  const to = (more: Readonly<Record<string, string>>): Route => {
    const search = new URLSearchParams({ ...query, ...more });
    return search.size === 0 ? path : `${path}?${search}`;
  };
  return (
    <nav aria-label={label} className="actions">
      {from !== undefined && (
        <PageLink className="button outlined" href={to({})}>
          {words.first}
          <LinkPending />
        </PageLink>
      )}
      {next !== null && (
        <PageLink className="button outlined" href={to({ from: next })} rel="next">
          {words.next}
          <LinkPending />
        </PageLink>
      )}
    </nav>
  );
}
