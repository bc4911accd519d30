import Link from 'next/link';

/** What keeps somebody out who was in, in the order that matters. */
export function NextSteps() {
  return (
    <ol>
      <li>
        <Link href="/account/security" prefetch={false}>
          Change your password
        </Link>
        , in case they know it.
      </li>
      <li>
        <Link href="/account/security" prefetch={false}>
          Turn on two-step verification
        </Link>
        , so that a password alone is not enough.
      </li>
      <li>
        <Link href="/account/security" prefetch={false}>
          Remove passkeys
        </Link>{' '}
        that you don’t know.
      </li>
      <li>
        <Link href="/account/activity" prefetch={false}>
          Look through your activity
        </Link>{' '}
        for anything else.
      </li>
    </ol>
  );
}
