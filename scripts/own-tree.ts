import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files as they will be, written together. */
export class Tree {
  readonly #texts = new Map<string, string>();
  readonly #removed = new Set<string>();

  constructor(readonly root: string) {}

  read(path: string): string {
    return this.#texts.get(path) ?? readFileSync(join(this.root, path), 'utf8');
  }

  /** Every file below a folder that is not being removed and no package's, by its path from the root. */
  filesIn(folder: string): string[] {
    return readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)))
      .filter((path) => !/(^|\/)node_modules\//.test(path))
      .filter((path) => ![...this.#removed].some((gone) => path === gone || path.startsWith(`${gone}/`)));
  }

  has(path: string): boolean {
    return this.#texts.has(path) || existsSync(join(this.root, path));
  }

  put(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** @throws Error when nothing of the file fits */
  replace(path: string, pattern: RegExp | string, by: string): void {
    const text = this.read(path);
    const found = typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);
    if (!found) throw new Error(`${path} is not as it was cloned: it has no ${pattern}. Change it by hand.`);
    this.put(
      path,
      text.replace(pattern, () => by),
    );
  }

  /** @param path a file, or a folder with everything in it */
  remove(path: string): void {
    this.#removed.add(path);
  }

  /** @returns what was changed or removed, in order */
  write(): string[] {
    for (const [path, text] of this.#texts) writeFileSync(join(this.root, path), text);
    for (const path of this.#removed) rmSync(join(this.root, path), { recursive: true, force: true });
    return [...this.#texts.keys(), ...this.#removed].sort();
  }
}
