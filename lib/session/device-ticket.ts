import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type HashTag, hashTag } from '../store/session-ref';
import type { SessionKey, SessionKeys } from './session-keys';

/** Which device of which user: stays the same when the session moves to another id. */
export interface DeviceName {
  readonly tag: HashTag;
  /** By `deviceIdOf`. */
  readonly id: string;
}

const TICKET = /^d\.([a-z0-9]{1,8})\.([1-9a-z][0-9a-z]{0,8})\.([A-Za-z0-9_-]{43})$/;
const IDENTIFIER = /^i\.([a-z0-9]{1,8})\.([A-Za-z0-9_-]{11})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/**
 * The value of the short-lived cookie beside the session's ticket: that the device has shown its key, good until then. At
 * most 65 bytes.
 *
 * @param expiresAt epoch milliseconds by the store's clock
 */
export function issueDeviceTicket(device: DeviceName, expiresAt: number, { newest }: SessionKeys): string {
  const signed = `d.${newest.kid}.${Math.ceil(expiresAt / 1000).toString(36)}`;
  return `${signed}.${sign(`${signed} ${device.tag} ${device.id}`, newest)}`;
}

/** Whether it is genuine, this device's, and has not run out. No I/O. @param now epoch milliseconds, likewise */
export function isDeviceTicket(
  value: string | undefined,
  device: DeviceName,
  keys: SessionKeys,
  now: number,
): boolean {
  const [, kid = '', expiry = '', signature = ''] = TICKET.exec(value ?? '') ?? [];
  const key = keys.byKid.get(kid);
  if (key === undefined || Number.parseInt(expiry, 36) * 1000 <= now) return false;
  return isEqual(signature, sign(`d.${kid}.${expiry} ${device.tag} ${device.id}`, key));
}

/**
 * By what a browser names its bound session when it refreshes (DBSC §9.4). Signed, so that a made-up one costs no question
 * to Redis: on the way in from another site it comes without cookies.
 */
export function deviceIdentifier({ tag, id }: DeviceName, { newest }: SessionKeys): string {
  const signed = `i.${newest.kid}.${tag}.${id}`;
  return `${signed}.${sign(signed, newest)}`;
}

/** @returns null for what was not made here */
export function readDeviceIdentifier(text: string, keys: SessionKeys): DeviceName | null {
  const [, kid = '', tag = '', id = '', signature = ''] = IDENTIFIER.exec(text) ?? [];
  const key = keys.byKid.get(kid);
  if (key === undefined || !isEqual(signature, sign(`i.${kid}.${tag}.${id}`, key))) return null;
  return { tag: hashTag(tag), id };
}

/** Texts that no ticket of a session can be: they begin with another letter. */
function sign(text: string, key: SessionKey): string {
  return createHmac('sha256', key.signing).update(text).digest('base64url');
}

/** The texts are compared, not the decoded bytes: base64url has several spellings of the same 32 bytes. */
function isEqual(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
