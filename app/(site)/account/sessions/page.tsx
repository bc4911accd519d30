import type { Metadata } from 'next';
import { DeviceList } from '@/components/devices/device-list';
import { PageHeader } from '@/components/parts/page-header';
import { SignOutForm } from '@/components/session/sign-out-form';
import { listDevices } from '@/lib/data/devices';
import { leavePage } from '@/lib/data/viewer';
import { endSessionsAction } from './actions';

const PATH = '/account/sessions';

export const metadata: Metadata = { title: 'Devices' };

export default async function SessionsPage() {
  const devices = await listDevices().catch((error: unknown) => leavePage(error, PATH));
  return (
    <>
      <PageHeader title="Your devices">
        Every browser that is signed in as you. A session that you end is over at once, in open tabs too.
      </PageHeader>
      <div className="stack">
        <DeviceList devices={devices} end={endSessionsAction} />
        <div className="actions">
          <SignOutForm label="Sign out here" className="button outlined" />
          <SignOutForm label="Sign out everywhere" className="button danger" scope="everywhere" />
        </div>
      </div>
    </>
  );
}
