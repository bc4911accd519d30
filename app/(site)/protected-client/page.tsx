import type { Metadata } from 'next';
import { ClientGuard } from '@/components/account/client-guard';
import { PageHeader } from '@/components/parts/page-header';
import { signInPath } from '@/lib/auth/return-to';

export const metadata: Metadata = { title: 'Client guard' };

/** Guards nothing itself, and neither does the middleware: it holds no data. What `ClientGuard` shows comes from a handler that checks. */
export default function ProtectedClientPage() {
  return (
    <>
      <PageHeader eyebrow="Client guard" title="Decided in the browser">
        The guard asks the server who you are, shows its content to you, and sends signed-out visitors to sign
        in.
      </PageHeader>
      <ClientGuard />
      <noscript>
        <p>
          This guard runs in the browser, and needs JavaScript.{' '}
          <a href={signInPath('/protected-client')}>Sign in</a>
        </p>
      </noscript>
    </>
  );
}
