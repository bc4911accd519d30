import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What following a page took. */
export interface Cost {
  readonly files: number;
  readonly lines: number;
}

/**
 * Somebody with one page of the recipes in front of them and a copy of the tree below their hands. They know no more than
 * the page: a file that it does not name, or an example that it does not show, is an error.
 */
export class Reader {
  readonly #page: string;
  readonly #written = new Map<string, number>();

  /** @param root the copy */
  constructor(
    readonly root: string,
    readonly name: string,
  ) {
    this.#page = readFileSync(join(root, 'docs/recipes', name), 'utf8');
  }

  /** Takes over a whole file of which the page shows the part that matters, as it is. */
  copy(example: string, target: string): void {
    this.#mustName(`<!-- examples/recipes/${example} -->`);
    this.#mustName(`\`${target}\``);
    const text = readFileSync(join(this.root, 'examples/recipes', example), 'utf8');
    mkdirSync(dirname(join(this.root, target)), { recursive: true });
    this.#write(target, text, text.split('\n').length - 1);
  }

  /**
   * Changes some lines.
   *
   * @throws Error when the file has nothing like that
   */
  change(target: string, from: RegExp, to: string): void {
    this.#mustName(`\`${target}\``);
    const text = this.#read(target);
    if (!from.test(text)) throw new Error(`${target} has nothing like ${from}, which ${this.name} changes.`);
    const before = new Set(text.split('\n'));
    const after = text.replace(from, () => to);
    this.#write(target, after, after.split('\n').filter((line) => !before.has(line)).length);
  }

  /** The code of the page's blocks that are cut from one example. @throws Error when it has none */
  blocksOf(example: string): string {
    const code = [...this.#page.matchAll(/<!-- (\S+) -->\n```tsx?\n(.*?)```/gs)]
      .filter(([, source]) => source === `examples/recipes/${example}`)
      .map(([, , block]) => block)
      .join('');
    if (code === '') throw new Error(`docs/recipes/${this.name} shows nothing of ${example}.`);
    return code;
  }

  /** Whether a file has some text already. */
  says(target: string, text: string): boolean {
    return this.#read(target).includes(text);
  }

  get cost(): Cost {
    const lines = [...this.#written.values()].reduce((sum, each) => sum + each, 0);
    return { files: this.#written.size, lines };
  }

  #mustName(text: string): void {
    if (!this.#page.includes(text)) throw new Error(`docs/recipes/${this.name} does not say ${text}.`);
  }

  #read(target: string): string {
    const path = join(this.root, target);
    if (!existsSync(path))
      throw new Error(`There is no ${target}, of which docs/recipes/${this.name} speaks.`);
    return readFileSync(path, 'utf8');
  }

  #write(target: string, text: string, lines: number): void {
    writeFileSync(join(this.root, target), text);
    this.#written.set(target, (this.#written.get(target) ?? 0) + lines);
  }
}
