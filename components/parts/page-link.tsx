'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type ComponentProps, createContext, type MouseEvent, useContext, useTransition } from 'react';

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

/** Whether the link that this component is in has been clicked, and its page is still to come. */
export const useLinkPending = (): boolean => useContext(Pending);
