/** Before the first request: the configuration, since Next would answer 500 from then on instead of stopping, and Redis. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { lookEarly, openSessions, stopUnlessConfigured } = await import('./lib/startup');
  await stopUnlessConfigured();
  openSessions();
  lookEarly();
}
