'use client';

import { describeError } from '@/lib/errors';
import './globals.css';
import './controls.css';

/** Takes the place of the root layout when that itself failed. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const { message, nextStep } = describeError('internal');
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Latchkey</title>
        <main className="stack">
          <h1>{message}</h1>
          <p>{nextStep}</p>
          <div>
            <button type="button" className="button primary" onClick={reset}>
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
