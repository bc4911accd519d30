import { createHmac } from 'node:crypto';

/** Below the function's own time limit, and above what the app takes at most. */
const PATIENCE_MS = 28_000;

/** 32 bytes, base64url. */
const KEY = /^[\w-]{43}$/;

/**
 * Asks the app to finish what is left over (`app/api/maintenance`), in a signed request: nobody else can keep it busy.
 *
 * @throws Error with one line, for the function's log and its metric of errors
 */
export async function handler(): Promise<void> {
  const { APP_ORIGIN, MAINTENANCE_KEY } = process.env;
  if (!APP_ORIGIN) throw new Error('APP_ORIGIN is missing: amplify/backend.ts sets it.');
  // In place of a secret that nobody has stored, Amplify leaves a sentence.
  if (!MAINTENANCE_KEY || !KEY.test(MAINTENANCE_KEY)) {
    throw new Error(
      'The secret MAINTENANCE_KEY is missing, or is not 32 bytes, base64url: docs/deploy.md, "What is left to do later".',
    );
  }
  const timestamp = Math.floor(Date.now() / 1000);
  const key = Buffer.from(MAINTENANCE_KEY, 'base64url');
  const mac = createHmac('sha256', key).update(String(timestamp)).digest('hex');
  const url = `${APP_ORIGIN}/api/maintenance`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-latchkey-signature': `t=${timestamp},v1=${mac}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const body = (await answer.text()).slice(0, 300);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${body}`);
  process.stdout.write(`${body}\n`);
}
