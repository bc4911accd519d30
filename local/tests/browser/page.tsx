import { Authenticator } from '@aws-amplify/ui-react';
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { createRoot } from 'react-dom/client';
import type { PageSettings } from './page-settings';

/** A site of the smallest kind: Amplify as its documentation says, the Authenticator, and who is signed in. */
function start({ outputs, userPoolEndpoint, authenticator }: PageSettings): void {
  const config = parseAmplifyConfig(outputs);
  if (config.Auth === undefined) throw new Error('The outputs name no user pool.');
  // The one setting that outputs have no name for.
  Object.assign(config.Auth.Cognito, { userPoolEndpoint });
  Amplify.configure(config);
  window.auth = auth;
  const root = document.body.appendChild(document.createElement('main'));
  createRoot(root).render(
    <Authenticator {...authenticator}>
      {({ user, signOut }) => (
        <>
          <h1>Signed in</h1>
          <p>{user?.username}</p>
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        </>
      )}
    </Authenticator>,
  );
}

start(window.settings);
