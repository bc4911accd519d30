/**
 * What stands before and after the `{when}` of a sentence, for a component that puts a moment there.
 *
 * @param sentence of the catalogue, its other names filled in
 */
export function aroundWhen(sentence: string): readonly [before: string, after: string] {
  const [before = '', after = ''] = sentence.split('{when}');
  return [before, after];
}
