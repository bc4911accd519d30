import 'server-only';

/** Apart from `lib/http/device-bound.ts`, whose answers bring all of `next/server`: what reads sessions needs only this. */
const REGISTER = '/api/auth/device';

/** The `Secure-Session-Registration` header that offers to bind a session (DBSC §9.1). Challenges hold no quote. */
export function registration(challenge: string): string {
  return `(ES256 RS256);path="${REGISTER}";challenge="${challenge}"`;
}
