'use client';

import { BrandColours } from '@/components/site/brand-colours';
import { BRAND } from '@/lib/brand';
import { describeError } from '@/lib/errors';
import './globals.css';
import './controls.css';

/** Takes the place of the root layout when that itself failed. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const { message, nextStep } = describeError('internal');
  return (
    <html lang="en">
      <head>
        <BrandColours />
      </head>
      <body>
        <title>{`Something went wrong · ${BRAND.name}`}</title>
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
