/**
 * A sentence of the catalogue with its `{names}` filled in, for components in the browser: they do without the library that
 * the server has for it, so their sentences have no plurals.
 */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
