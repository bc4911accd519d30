import 'server-only';
// Of `next/server`, which parses by it, without everything else there, and without asking it for devices, engines and processors:
// each question compiles some fifty expressions in the process's first request.
import UAParser from 'next/dist/compiled/ua-parser-js/ua-parser.js';

/** A browser in words: `Firefox` on `Mac OS`. Null for what it does not say. */
export interface BrowserDescription {
  readonly browser: string | null;
  readonly system: string | null;
}

/** Nobody's browser sends more; parsing takes time and remembering takes space that grow with the length. */
const MAX_LENGTH = 512;
/** Different browsers that one process remembers. Parsing takes 50 µs, and most requests come from the same few. */
const MAX_KNOWN = 1000;

const known = new Map<string, BrowserDescription>();

/**
 * Browser and system, without versions, which change with every update. What is no browser is named by its first
 * product (RFC 9110 §10.1.5): `curl/8.5.0` is `curl`.
 *
 * @param userAgent the `User-Agent` header; anything
 */
export function describeBrowser(userAgent: string): BrowserDescription {
  const remembered = known.get(userAgent);
  if (remembered) return remembered;
  if (userAgent.length > MAX_LENGTH) return parse(userAgent.slice(0, MAX_LENGTH));
  const description = parse(userAgent);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(userAgent, description);
  return description;
}

function parse(userAgent: string): BrowserDescription {
  const parser = new UAParser(userAgent);
  const product = /^[\w.-]{1,32}(?=\/|$)/.exec(userAgent)?.[0];
  return Object.freeze({
    browser: parser.getBrowser().name ?? product ?? null,
    system: parser.getOS().name ?? null,
  });
}
