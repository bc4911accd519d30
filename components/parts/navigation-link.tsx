'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LinkPending } from './link-pending';
import { PageLink } from './page-link';

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
