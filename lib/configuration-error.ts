/** The configuration cannot be used; the message names the variable or file and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
