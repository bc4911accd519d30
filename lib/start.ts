import 'server-only';
import { config } from './config';
import { ConfigurationError } from './configuration-error';

/** Ends the process with one clear line when the configuration is missing or wrong. */
export function stopUnlessConfigured(): void {
  try {
    config();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Latchkey cannot start: ${error.message}\n`);
    process.exit(1);
  }
}
