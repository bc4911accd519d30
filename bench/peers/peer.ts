import type { CookieJar } from '../../test-kit/cookie-jar';
import type { World } from './world';

/** One way to have sessions, and how it is asked. */
export interface Peer {
  /** Its app's package in `package.json`; null where the app needs nothing but Next. */
  readonly package: string | null;
  /** The file of the middleware that its documentation has; null where it has none. */
  readonly middleware: string | null;
  /** Whether it works without that file at all. */
  readonly worksWithout: boolean;
  env(world: World, origin: string): Readonly<Record<string, string>>;
  /** Asks the app for the way to sign in; null where nobody does. */
  readonly begin: ((jar: CookieJar, origin: string, world: World) => Promise<Response>) | null;
  /** The names of the cookies that a session consists of. */
  readonly cookies: RegExp;
  /** What a tab asks that needs a token which is still good; null where there are no tokens. */
  readonly renewing: string | null;
  /** Ends the session by all that the library has for it. What the issuer can do is done for all alike. */
  revoke(jar: CookieJar, origin: string): Promise<Response>;
}
