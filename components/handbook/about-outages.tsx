import { BRAND } from '@/lib/brand';
export function AboutOutages() {
  return (
    <>
      <p>
        “You are signed out” and “this could not be found out” are different answers, and {BRAND.name} never
        gives the first for the second.
      </p>
      <h2>Redis does not answer</h2>
      <p>
        Pages for members answer with status 503 and ask you to try again in a few seconds. Nobody is let in
        without a check, and nobody is signed out: when Redis is back, so are you.
      </p>
      <h2>Cognito does not answer</h2>
      <p>
        You notice nothing while the access token is valid. After that, pages that only need to know who you
        are keep working up to a set limit; what needs a token says that it cannot get one.
      </p>
      <h2>Cognito says no</h2>
      <p>
        A refused refresh is an answer, not an outage: your account was disabled, or the session was revoked.
        That session ends, and you are asked to sign in again.
      </p>
    </>
  );
}
