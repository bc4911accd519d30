import type { Metadata } from 'next';
import Link from 'next/link';
import { DeviceList } from '@/components/devices/device-list';
import { PageHeader } from '@/components/parts/page-header';
import { SignOutEverywhere } from '@/components/session/sign-out-everywhere';
import { listDevices } from '@/lib/data/devices';
import { getWords } from '@/lib/data/language';
import { leavePage } from '@/lib/data/viewer';
import { notMeAction } from '../not-me/actions';
import { endSessionsAction } from './actions';

const PATH = '/account/sessions';

export const metadata: Metadata = { title: 'Devices' };

export default async function SessionsPage() {
  const devices = await listDevices().catch((error: unknown) => leavePage(error, PATH));
  return (
    <>
      <PageHeader title="Your devices">
        Where you are signed in. Don’t recognise one? Sign it out, then{' '}
        <Link href="/account/security" prefetch={false}>
          change your password
        </Link>
        .
      </PageHeader>
      <div className="stack">
        <DeviceList devices={devices} now={Date.now()} end={endSessionsAction} notMe={notMeAction} />
        <SignOutEverywhere words={(await getWords('account')).session} />
      </div>
    </>
  );
}
