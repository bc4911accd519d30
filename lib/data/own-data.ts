import 'server-only';
import { fetchUserAttributes } from 'aws-amplify/auth/server';
import { runWithSession } from '../amplify/server';
import { NO_PREFERENCES, type Preferences } from '../preferences';
import type { ActivityEntry } from '../session/security-log';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { LIMITS } from '../store/schema';
import { type Device, toDevices } from './devices';
import { currentAppearance } from './language';
import { listPasskeys, type Passkey } from './passkeys';
import { requireSession } from './viewer';

/** A session with what was chosen in it, and what the app keeps with it, by key. */
type DeviceWithData = Device & {
  readonly preferences: Preferences;
  readonly data: Readonly<Record<string, unknown>>;
};

/** All that the product holds about a user, without what would let someone in. Times are epoch milliseconds. */
export interface OwnData {
  /** When this was put together, as ISO 8601 says it. */
  readonly madeAt: string;
  /** As Cognito's GetUser answers them. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly DeviceWithData[];
  readonly activity: readonly ActivityEntry[];
}

/**
 * What is held about the caller.
 *
 * @throws LatchkeyError `unauthenticated`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`: a part
 *   of it is not given for the whole
 */
export async function readOwnData(): Promise<OwnData> {
  const session = await requireSession();
  const { sub } = session.identity;
  const [attributes, passkeys, live, activity] = await Promise.all([
    runWithSession((context) => fetchUserAttributes(context), session),
    listPasskeys(),
    sessions().list(sub),
    sessions().activity(sub, LIMITS.events),
  ]);
  return {
    madeAt: new Date().toISOString(),
    attributes,
    passkeys: passkeys ?? [],
    sessions: await withData(live, session.publicId),
    activity,
  };
}

async function withData(live: readonly Session[], currentPublicId: string): Promise<DeviceWithData[]> {
  const [devices, data] = await Promise.all([
    toDevices(live, currentPublicId, (await currentAppearance()).language),
    Promise.all(live.map((session) => dataOf(session))),
  ]);
  return devices.map((device, index) => ({
    ...device,
    preferences: live[index]?.preferences ?? NO_PREFERENCES,
    data: data[index] ?? {},
  }));
}

async function dataOf(session: Session): Promise<Readonly<Record<string, unknown>>> {
  const stored = await sessions().appData.ofSession(session);
  return Object.fromEntries([...stored].map(([key, value]) => [key, JSON.parse(value)]));
}
