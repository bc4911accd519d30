import type { ReactNode } from 'react';
import { AccountNavigation } from '@/components/account/account-navigation';

/** Guards nothing: a layout is not rendered again when someone moves between its pages, so each page checks. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AccountNavigation />
      {children}
    </>
  );
}
