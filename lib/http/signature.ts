import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-latchkey-signature';

/** How far the sender's clock may be off; so long a request that was overheard can be sent again. */
const TOLERANCE_SECONDS = 300;

const FORM = /^t=(\d{10}),v1=([0-9a-f]{64})$/;

/**
 * Whether a request was signed with a key: `t=<epoch seconds>,v1=<HMAC-SHA256 of these digits, hex>` (RFC 2104).
 *
 * @param header the value of `SIGNATURE_HEADER`
 * @param now epoch milliseconds
 */
export function isSigned(header: string | null, key: Buffer, now: number): boolean {
  const [, timestamp, mac] = FORM.exec(header ?? '') ?? [];
  if (timestamp === undefined || mac === undefined) return false;
  const expected = createHmac('sha256', key).update(timestamp).digest();
  const genuine = timingSafeEqual(expected, Buffer.from(mac, 'hex'));
  return genuine && Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}
