import type { Route } from 'next';
import Link from 'next/link';
import { Card } from '../parts/card';
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
export function EmailCard({ email, confirmAt, change }: EmailCardProps) {
  return (
    <Card title="E-mail" intro={email && `You sign in with ${email}. Codes go there.`}>
      {confirmAt === null ? (
        <EmailForm change={change} />
      ) : (
        <div className="stack">
          <p>To change it, confirm first that it’s you.</p>
          <div>
            <Link className="button outlined" href={confirmAt} prefetch={false}>
              Change e-mail
            </Link>
          </div>
        </div>
      )}
    </Card>
  );
}
