export function AboutSessions() {
  return (
    <>
      <p>
        When you sign in, the server writes a record in Redis and gives your browser a ticket to it: one
        cookie, signed, of at most 200 bytes. Scripts cannot read it, and it says nothing about you.
      </p>
      <h2>What the server keeps</h2>
      <p>
        The record holds who you are, when and how you signed in, and Cognito’s tokens. The tokens are
        encrypted with a key that Redis does not have, so a copy of the database signs nobody in. Redis does
        not even have your session’s id: it keeps a hash of it.
      </p>
      <h2>How long it lives</h2>
      <p>
        The access token inside lasts a quarter of an hour and is refreshed on the server when something needs
        it. Your cookie does not change when that happens. The session itself ends when you sign out, when
        someone ends it from another device, or when its time is up: your account page says when that is.
      </p>
    </>
  );
}
