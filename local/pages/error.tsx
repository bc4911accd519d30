/** @jsxImportSource hono/jsx */
import { Document } from './document';
import { LatchIcon } from './icons';

export interface ErrorProps {
  /** What happened, in one sentence. */
  readonly heading: string;
  /** Cognito's own words, such as `redirect_mismatch`. */
  readonly detail: string;
}

/** Managed login's error page: shown whenever the app's redirect URI cannot be trusted with the error. */
export function errorPage({ heading, detail }: ErrorProps) {
  return (
    <Document title="Error" lang="en">
      <main class="stage">
        <div class="card">
          <div class="brand">
            <LatchIcon />
            <span>Sign-in</span>
          </div>
          <div class="head">
            <h1>{heading}</h1>
          </div>
          <p class="notice bad" role="alert">
            {detail}
          </p>
        </div>
      </main>
    </Document>
  );
}
