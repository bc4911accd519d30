/** Ends the process when an option names what there is none of. */
export function refuse(option: string, given: readonly string[], known: object): void {
  if (given.every((name) => Object.hasOwn(known, name))) return;
  end(`${option}: give some of ${Object.keys(known).join(', ')}.`);
}

/** `--generations`, or the end of the process. */
export function generationsOf(text: string): number {
  const generations = Number(text);
  if (Number.isSafeInteger(generations) && generations > 1) return generations;
  return end('--generations: give a whole number from 2 on. One says nothing of how far they differ.');
}

function end(why: string): never {
  console.error(why);
  process.exit(1);
}
