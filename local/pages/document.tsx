/** @jsxImportSource hono/jsx */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

export interface DocumentProps {
  readonly title: string;
  readonly lang: string;
  /** Names of scripts under `/assets/`; pages work without them. */
  readonly scripts?: readonly string[];
  readonly children?: Child;
}

/** What a page function returns: markup in which every value is escaped. */
export type Page = ReturnType<typeof Document>;

/** A whole HTML document. No inline style and no inline script, so that the policy can forbid both. */
export function Document({ title, lang, scripts = [], children }: DocumentProps) {
  const tree = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/pages.css" />
        {scripts.map((name) => (
          <script src={`/assets/${name}`} defer></script>
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
  return html`<!doctype html>${tree}`;
}
