'use client';

import { useSession } from './session-provider';

interface SignOutFormProps {
  readonly label: string;
  readonly className: string;
  /** `everywhere` ends the user's sessions on all devices. */
  readonly scope?: 'local' | 'everywhere';
}

/** A form rather than a link, so that no prefetch, image or other site can sign anyone out. Works without JavaScript. */
export function SignOutForm({ label, className, scope = 'local' }: SignOutFormProps) {
  const { stopWatching } = useSession();
  return (
    <form method="post" action="/api/auth/sign-out" onSubmit={stopWatching}>
      <input type="hidden" name="scope" value={scope} />
      <button type="submit" className={className}>
        {label}
      </button>
    </form>
  );
}
