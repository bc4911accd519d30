import { ClientGuard } from '@/components/account/client-guard';
import { PageHeader } from '@/components/parts/page-header';
import { signInPath } from '@/lib/auth/return-to';
import { getWords, titled } from '@/lib/data/language';
import { viewerIfKnown } from '@/lib/data/viewer';

export const generateMetadata = titled('clientGuard');

/** Guards nothing itself, and neither does the middleware: it holds no data. What `ClientGuard` shows comes from a handler that checks. */
export default async function ProtectedClientPage() {
  const [{ client: words, asking }, { signIn }, viewer] = await Promise.all([
    getWords('demo'),
    getWords('frame'),
    viewerIfKnown(),
  ]);
  return (
    <>
      <PageHeader eyebrow={words.eyebrow} title={words.title}>
        {words.lead}
      </PageHeader>
      <ClientGuard words={words} asking={asking} />
      {!viewer && (
        <noscript>
          <p>
            {words.noScript} <a href={signInPath('/protected-client')}>{signIn}</a>
          </p>
        </noscript>
      )}
    </>
  );
}
