const WARNING = /"middleware" file convention is deprecated/;

const REASON =
  'That is known and harmless: Next 15.5 has no other name for it, and Amplify Hosting documents this one. Under either name it does the same (middleware.ts).';

/** A line that Next writes, followed by what this repository has to say to it. */
export function annotated(line: string): readonly string[] {
  return WARNING.test(line) ? [line, REASON] : [line];
}
