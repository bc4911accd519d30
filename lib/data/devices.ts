import 'server-only';
import { headers } from 'next/headers';
import { LatchkeyError } from '../errors';
import { languageOf } from '../http/preference-cookie';
import type { Language } from '../preferences';
import { sessionOf } from '../request-session';
import type { Session, SignInMethod } from '../session/session';
import { sessions } from '../sessions';
import { withPlaces } from './place-names';
import { providerLabel } from './provider-label';
import { requireSession } from './viewer';

/** One session as its owner sees it. Times are epoch milliseconds. */
export interface Device {
  /** Names the session in URLs; it is not a token. */
  readonly publicId: string;
  readonly current: boolean;
  /** Such as `Firefox`; null when the browser did not say. */
  readonly browser: string | null;
  /** Such as `macOS`; null when the browser did not say. */
  readonly system: string | null;
  readonly address: string;
  /** Where that is, such as `Leipzig, Germany`; null where it is not known. */
  readonly place: string | null;
  readonly method: SignInMethod;
  /** As a viewer has it. */
  readonly provider: string | null;
  readonly signedInAt: number;
  readonly lastSeenAt: number;
}

/** The caller's devices: this one first, then the most recently used. */
export async function listDevices(): Promise<Device[]> {
  return devicesOf(await requireSession(), await headers());
}

/** The same for a page that is merely open: asking does not count as use of the session. */
export async function watchDevices(request: Request): Promise<Device[]> {
  const session = await sessionOf(request.headers, { touch: false });
  if (session === null) throw new LatchkeyError('unauthenticated');
  return devicesOf(session, request.headers);
}

async function devicesOf(current: Session, sent: Headers): Promise<Device[]> {
  const all = await sessions().list(current.identity.sub);
  const devices = await toDevices(all, current.publicId, languageOf(current, sent));
  return devices.sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt - a.lastSeenAt);
}

/**
 * Ends one of the caller's own sessions.
 *
 * @throws LatchkeyError `not_found` for an unknown id and for somebody else's alike
 */
export async function endDevice(publicId: string): Promise<void> {
  const { identity } = await requireSession();
  if (!(await sessions().endByPublicId(identity.sub, publicId, 'ended_by_owner'))) {
    throw new LatchkeyError('not_found');
  }
}

/** Ends every session of the caller but this one. @returns how many ended */
export async function endOtherDevices(): Promise<number> {
  return sessions().endOthers(await requireSession());
}

/** Ends every session of the caller, this one included. @returns how many ended */
export async function endAllDevices(): Promise<number> {
  const { identity } = await requireSession();
  return sessions().endAll(identity.sub, 'ended_by_owner');
}

/** Sessions in their owner's words. The current session is known by its public id, which is no credential. */
export async function toDevices(
  all: readonly Session[],
  currentPublicId: string | null,
  language: Language,
): Promise<Device[]> {
  return withPlaces(
    all.map((session) => describe(session, currentPublicId)),
    language,
  );
}

function describe(session: Session, currentPublicId: string | null): Omit<Device, 'place'> {
  return {
    publicId: session.publicId,
    current: session.publicId === currentPublicId,
    ...session.client,
    method: session.method,
    provider: providerLabel(session.method),
    signedInAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
  };
}
