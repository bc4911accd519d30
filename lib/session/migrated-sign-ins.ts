import 'server-only';
import { createHash } from 'node:crypto';
import type { Engine } from './engine';

/** A copy of an old cookie may turn up for as long as browsers keep any (RFC 6265bis §5.5). */
const REMEMBERED_MS = 400 * 86_400_000;

/** Which sign-ins of a former library have been exchanged for a session. Each is exchanged once. */
export class MigratedSignIns {
  constructor(private readonly engine: Pick<Engine, 'store'>) {}

  /**
   * Notes that a sign-in is being exchanged.
   *
   * @param signIn what it is known by: its refresh token, or the `origin_jti` that all of its tokens share
   * @returns false: it has been already, or somebody else is at it
   */
  take(signIn: string): Promise<boolean> {
    return this.engine.store.oneTimeValues.use(nameOf(signIn), REMEMBERED_MS);
  }

  /** Notes that it has not been exchanged after all. */
  giveBack(signIn: string): Promise<void> {
    return this.engine.store.oneTimeValues.giveBack(nameOf(signIn));
  }
}

const nameOf = (signIn: string) => `migrated-${createHash('sha256').update(signIn).digest('base64url')}`;
