/**
 * A refusal that must not go to the app: its redirect URI is missing or cannot be trusted yet. Shown on
 * managed login's own error page.
 */
export class PageError extends Error {
  override readonly name = 'PageError';

  /** @param message Cognito's own words, such as `redirect_mismatch` */
  constructor(
    message: string,
    readonly clientId?: string,
  ) {
    super(message);
  }
}

export interface AppErrorDetails {
  readonly redirectUri: string;
  readonly state?: string | undefined;
  /** An error code of RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6. */
  readonly error: string;
  readonly description?: string;
}

/** A refusal that the app is told about, by a redirect to its registered URI. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(private readonly details: AppErrorDetails) {
    super(details.error);
  }

  /** Where the browser is sent: `redirect_uri?error=…&error_description=…&state=…`. */
  get location(): string {
    const { redirectUri, error, description, state } = this.details;
    return withParameters(redirectUri, { error, error_description: description, state });
  }
}

/** A URL with further query parameters; absent ones are left out. */
export function withParameters(
  url: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  return target.href;
}
