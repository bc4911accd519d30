import type { Metadata } from 'next';
import { ClientGuard } from '@/components/account/client-guard';
import { PageHeader } from '@/components/parts/page-header';

export const metadata: Metadata = { title: 'Client guard' };

/** Guards nothing itself: it holds no data. What `ClientGuard` shows comes from a handler that checks. */
export default function ProtectedClientPage() {
  return (
    <>
      <PageHeader eyebrow="Client guard" title="Decided in the browser">
        The guard asks the server who you are, shows its content to you, and sends signed-out visitors to sign
        in.
      </PageHeader>
      <ClientGuard />
    </>
  );
}
