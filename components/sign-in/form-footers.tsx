import { Button, useAuthenticator } from '@aws-amplify/ui-react';

import type { AuthenticatorWords } from './authenticator-words';

/**
 * The way out for who waits for a code that does not come: signing up does not always say that there is an account
 * (docs/decisions/0074).
 */
export function HasAccount({ words }: { words: AuthenticatorWords }) {
  const { toSignIn } = useAuthenticator((context) => [context.route]);
  return (
    <div data-latchkey-footer>
      <p>{words.noCode}</p>
      <Button type="button" variation="link" size="small" onClick={toSignIn}>
        {words.haveAccount}
      </Button>
    </div>
  );
}
