import type { Route } from 'next';
import { getTranslations, getWords } from '@/lib/data/language';
import { Card } from '../parts/card';
import { PageLink } from '../parts/page-link';
import { EmailForm } from './email-form';
import type { EmailFormState } from './email-form-state';

interface EmailCardProps {
  readonly email: string | null;
  /** Where to confirm first who they are; null for someone who has signed in lately. */
  readonly confirmAt: Route | null;
  /** A server action. */
  change(previous: EmailFormState, form: FormData): Promise<EmailFormState>;
}

/** The address that someone signs in with, and another one in its place. */
export async function EmailCard({ email, confirmAt, change }: EmailCardProps) {
  const [t, { email: words }] = await Promise.all([getTranslations('account'), getWords('account')]);
  return (
    <Card title={words.title} intro={email && t('email.current', { email })}>
      {confirmAt === null ? (
        <EmailForm words={words} change={change} />
      ) : (
        <div className="stack">
          <p>{words.confirmFirst}</p>
          <div>
            <PageLink className="button outlined" href={confirmAt}>
              {words.change}
            </PageLink>
          </div>
        </div>
      )}
    </Card>
  );
}
