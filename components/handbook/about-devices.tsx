export function AboutDevices() {
  return (
    <>
      <p>
        Every browser you sign in with has a session of its own. Ending one does not touch the others, unless
        you ask for that.
      </p>
      <h2>Here</h2>
      <p>
        Signing out removes this browser’s record first, then revokes its refresh token at Cognito, then ends
        Cognito’s own session, so that the next person at this computer is asked for a password. If Cognito
        does not answer you are signed out all the same, and the revocation is tried again later.
      </p>
      <h2>Everywhere</h2>
      <p>
        Signing out everywhere does this for all your sessions in one step. No request that is under way can
        bring one back.
      </p>
      <h2>In a tab that is open</h2>
      <p>
        A tab in view waits for word from the server that its session has ended. Then the page is hidden at
        once and you land on the sign-in page, which leads back to where you were. Waiting does not count as
        using the session.
      </p>
    </>
  );
}
