import { type AnswerMessage, headerOf, type RequestMessage } from './message';

interface Entry {
  readonly answer: AnswerMessage;
  readonly storedAt: number;
  readonly expiresAt: number;
}

/**
 * The cache of the edge. Like the host's by default (`AMPLIFY_MANAGED_NO_COOKIES`), its key has no cookie in it: an
 * answer for one user that may be shared is shared.
 */
export class EdgeCache {
  private readonly entries = new Map<string, Entry>();

  /** @param now a clock in milliseconds */
  constructor(private readonly now: () => number) {}

  /** The stored answer and its age in whole seconds, or null. */
  find(request: RequestMessage): { readonly answer: AnswerMessage; readonly age: number } | null {
    const key = keyOf(request);
    const entry = key === null ? undefined : this.entries.get(key);
    if (entry === undefined || entry.expiresAt <= this.now()) return null;
    return { answer: entry.answer, age: Math.floor((this.now() - entry.storedAt) / 1000) };
  }

  /** Keeps the answer if it says that it may be kept. */
  store(request: RequestMessage, answer: AnswerMessage): void {
    const key = keyOf(request);
    const seconds = sharedLifetime(headerOf(answer, 'cache-control'));
    if (key === null || answer.status !== 200 || seconds === 0) return;
    const now = this.now();
    this.entries.set(key, { answer, storedAt: now, expiresAt: now + seconds * 1000 });
  }
}

/** CloudFront's policies for Amplify: host, path, query, authorization and what compression is understood. */
function keyOf(request: RequestMessage): string | null {
  if (request.method !== 'GET') return null;
  const encodings = headerOf(request, 'accept-encoding') ?? '';
  const understood = ['br', 'gzip'].filter((coding) => encodings.includes(coding));
  const parts = [headerOf(request, 'host'), request.url, headerOf(request, 'authorization'), ...understood];
  return JSON.stringify(parts);
}

/**
 * Seconds that a shared cache may keep an answer: RFC 9111 sections 5.2.2 and 4.2.1. Without a word about it, none:
 * assumed of the host.
 */
export function sharedLifetime(cacheControl: string | null): number {
  const directives = (cacheControl ?? '').toLowerCase().split(',');
  const values = new Map(
    directives.map((directive) => {
      const [name = '', value = ''] = directive.trim().split('=');
      return [name, value.replaceAll('"', '')] as const;
    }),
  );
  if (['no-store', 'private', 'no-cache'].some((name) => values.has(name))) return 0;
  const seconds = Number(values.get('s-maxage') ?? values.get('max-age') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
