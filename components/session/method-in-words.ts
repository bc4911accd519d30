import type { Words } from '@/messages/words';

/** How someone signed in, to follow the word "with". A way that is not known here keeps its own name. */
export function methodInWords(
  { method, provider }: { method: string; provider: string | null },
  words: Words<'ways'>,
): string {
  return provider ?? (method in words ? words[method as keyof typeof words] : method);
}
