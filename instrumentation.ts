/** Reads the configuration before the first request. Next would answer 500 from then on instead of stopping. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { stopUnlessConfigured } = await import('./lib/start');
  stopUnlessConfigured();
}
