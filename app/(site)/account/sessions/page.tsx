import type { ReactNode } from 'react';
import { DeviceList } from '@/components/devices/device-list';
import { WithReceipt } from '@/components/devices/with-receipt';
import { PageHeader } from '@/components/parts/page-header';
import { PageLink } from '@/components/parts/page-link';
import { SignOutEverywhere } from '@/components/session/sign-out-everywhere';
import { listDevices } from '@/lib/data/devices';
import { getTranslations, getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { notMeAction } from '../not-me/actions';
import { endSessionsAction } from './actions';

const PATH = '/account/sessions';

export const generateMetadata = titled('devices');

export default async function SessionsPage() {
  const devices = await listDevices().catch((error: unknown) => leavePage(error, PATH));
  const [t, { list, heading }, device, ways, { session }] = await Promise.all([
    getTranslations('devices'),
    getWords('devices'),
    getWords('device'),
    getWords('ways'),
    getWords('account'),
  ]);
  return (
    <>
      <PageHeader title={heading}>{t.rich('lead', { link: toSecurity })}</PageHeader>
      <div className="stack">
        <WithReceipt action={endSessionsAction}>
          <DeviceList words={{ list, device, ways }} devices={devices} now={Date.now()} notMe={notMeAction} />
        </WithReceipt>
        <SignOutEverywhere words={session} />
      </div>
    </>
  );
}

const toSecurity = (words: ReactNode) => <PageLink href="/account/security">{words}</PageLink>;
