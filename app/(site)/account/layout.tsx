import type { ReactNode } from 'react';
import { AccountNavigation } from '@/components/account/account-navigation';
import { getWords } from '@/lib/data/language';

/** Guards nothing: a layout is not rendered again when someone moves between its pages, so each page checks. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { navigation, overview, devices, activity, security } = await getWords('account');
  return (
    <>
      <AccountNavigation words={{ navigation, overview, devices, activity, security }} />
      {children}
    </>
  );
}
