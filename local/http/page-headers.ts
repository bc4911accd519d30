import type { Context, Next } from 'hono';

/** Nothing inline, nothing from elsewhere. No `form-action`: Chromium applies it to the redirect back to the app. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What every HTML page says about itself. */
export async function pageHeaders(context: Context, next: Next): Promise<void> {
  await next();
  if (!context.res.headers.get('content-type')?.startsWith('text/html')) return;
  context.res.headers.set('Cache-Control', 'no-store');
  context.res.headers.set('Content-Security-Policy', CONTENT_POLICY);
  context.res.headers.set('X-Content-Type-Options', 'nosniff');
  context.res.headers.set('Referrer-Policy', 'same-origin');
}
