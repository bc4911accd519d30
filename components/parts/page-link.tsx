'use client';

import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useTransition,
} from 'react';
import { useFrame } from './frame-words';
import styles from './page-link.module.css';

/** Whether the link that a component is in has been clicked, and its page is still to come. */
const Pending = createContext(false);

interface PageLinkProps<Path extends string> extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  readonly href: Route<Path>;
}

/**
 * A link to another page of this site: the router changes to it, without loading everything anew, once it is clicked and
 * not before. `next/link` prefetches besides, which no page here wants, and is 2.7 kB (docs/decisions/0090).
 */
export function PageLink<Path extends string>({ href, children, ...others }: PageLinkProps<Path>) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  function go(event: MouseEvent) {
    // Another tab, another window, a download: what the browser does with a link by itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  }
  return (
    <a {...others} href={href} onClick={go}>
      <Pending value={isPending}>{children}</Pending>
    </a>
  );
}

/**
 * Inside a link: says that the page it leads to is on its way. Not a `loading.tsx`, because that sends the page's
 * status before the page is known, and a page that has to redirect or to answer 503 could not do so any more.
 */
export function LinkPending() {
  const isPending = useContext(Pending);
  const { words } = useFrame();
  return (
    <span role="status">
      {isPending && (
        <span className={styles.bar}>
          <span className={styles.text}>{words.loading}</span>
        </span>
      )}
    </span>
  );
}

interface NavigationLinkProps {
  readonly href: Route;
  /** Whether the pages below that one are its own too: nothing beside it leads to them. */
  readonly isSection?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link of a navigation: it knows when it leads to the page that is shown, and says so when its page is on its way. */
export function NavigationLink({ href, isSection = false, className, children }: NavigationLinkProps) {
  const pathname = usePathname();
  const current = pathname === href ? 'page' : isSection && pathname.startsWith(`${href}/`);
  return (
    <PageLink className={className} href={href} aria-current={current || undefined}>
      {children}
      <LinkPending />
    </PageLink>
  );
}
