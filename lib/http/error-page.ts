import { BRAND, colourProperties } from '../brand';
import type { LatchkeyError } from '../errors';
import type { Language } from '../preferences';
import { wordsIn } from '../words';
import { NO_STORE } from './answers';
import { languageOf } from './preference-cookie';

/** Allows the page's own style block and nothing else. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
${colourProperties()}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink)}
main{max-width:26rem;margin:1.5rem;padding:2rem;border-radius:12px;background:var(--surface);border:1px solid var(--line)}
h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0 0 1.5rem}
a{display:inline-block;padding:.6rem 1.1rem;border-radius:8px;background:var(--accent);color:var(--on-accent);text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}`;

/**
 * A page for failures outside React's reach: one sentence, one action, the right status. It needs no script, no
 * session and no other request, so it also works while everything else does not.
 *
 * @param action where the one button leads; a path on this site
 * @param language of the page, and of the button's label
 */
export function errorPage(
  error: LatchkeyError,
  action: { label: string; href: string },
  language: Language = 'en',
): Response {
  const { message, nextStep } = wordsIn(language, 'errors')[error.code];
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(message)} · ${escapeHtml(BRAND.name)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(message)}</h1><p>${escapeHtml(nextStep)}</p>
<a href="${escapeHtml(action.href)}">${escapeHtml(action.label)}</a></main></body></html>`;
  const wait = error.retryAfterSeconds;
  return new Response(html, {
    status: error.status,
    headers: {
      ...NO_STORE,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      ...(wait === null ? {} : { 'retry-after': String(wait) }),
    },
  });
}

/** What the one button of such a page may say. */
type Label = 'again' | 'backToSignIn' | 'back' | 'tryAgain' | 'goHome';

/** The same page in the language of the browser that asked. @param headers of its request */
export function errorPageFor(
  headers: Headers,
  error: LatchkeyError,
  { label, href }: { label: Label; href: string },
): Response {
  const language = languageOf(null, headers);
  const { goHome } = wordsIn(language, 'frame');
  const words = { ...wordsIn(language, 'signIn'), goHome };
  return errorPage(error, { label: words[label], href }, language);
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
