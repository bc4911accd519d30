import 'server-only';
import { loadConfig } from './config/config';
import { ConfigurationError } from './errors';
import { sessions } from './sessions';

/** Ends the process with one clear line when the configuration is missing or wrong. */
export async function stopUnlessConfigured(): Promise<void> {
  try {
    await loadConfig(async (...asked) => {
      const { fetchParameters } = await import('./config/parameter-store');
      return fetchParameters(...asked);
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Latchkey cannot start: ${error.message}\n`);
    process.exit(1);
  }
}

/**
 * Connects to Redis ahead of the first request. Should a new process be met by many at once, connecting would take
 * several turns of a busy event loop, longer than they wait. A Redis that is away then is no reason not to start.
 */
export function openSessions(): void {
  sessions();
}
