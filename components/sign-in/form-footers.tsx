import { Button, useAuthenticator } from '@aws-amplify/ui-react';

/**
 * The way out for who waits for a code that does not come: signing up does not always say that there is an account
 * (docs/decisions/0074).
 */
export function HasAccount() {
  const { toSignIn } = useAuthenticator((context) => [context.route]);
  return (
    <div>
      <p>No code? You may have an account already.</p>
      <Button type="button" variation="link" size="small" onClick={toSignIn}>
        Sign in or reset your password
      </Button>
    </div>
  );
}
