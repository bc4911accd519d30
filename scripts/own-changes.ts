import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLOURS } from '../lib/brand';
import { brandColours } from './own-colours';

/** What a team says of its app. What is left out stays as it is. */
export interface Answers {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** `#rrggbb`. */
  readonly colour?: string | undefined;
  /** The address that Cognito's e-mails come from. */
  readonly sender?: string | undefined;
  /** Entries of amplify/auth/providers.ts that are on without being named. */
  readonly providers?: readonly string[] | undefined;
  /** True: home page and navigation lose what shows Latchkey itself. */
  readonly withoutDemo?: boolean | undefined;
}

/**
 * Turns a clone into a team's app. May be called again with other answers.
 *
 * @param root the clone
 * @returns the files that changed
 * @throws Error in one line for an answer that will not do, and for a file that is no longer as this expects it. Nothing has
 *   been written then
 */
export function makeOwn(root: string, answers: Answers): string[] {
  const tree = new Tree(root);
  if (answers.name !== undefined) rename(tree, answers.name);
  if (answers.description !== undefined) describe(tree, answers.description);
  if (answers.colour !== undefined) paint(tree, answers.colour.toLowerCase());
  if (answers.providers !== undefined) switchOn(tree, answers.providers);
  if (answers.sender !== undefined) sendFrom(tree, answers.sender);
  if (answers.withoutDemo) leaveDemoOut(tree);
  return tree.write();
}

/** Files as they will be, written together. */
class Tree {
  readonly #texts = new Map<string, string>();
  readonly #removed = new Set<string>();

  constructor(readonly root: string) {}

  read(path: string): string {
    return this.#texts.get(path) ?? readFileSync(join(this.root, path), 'utf8');
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

  remove(path: string): void {
    this.#removed.add(path);
  }

  write(): string[] {
    for (const [path, text] of this.#texts) writeFileSync(join(this.root, path), text);
    for (const path of this.#removed) rmSync(join(this.root, path), { force: true });
    return [...this.#texts.keys(), ...this.#removed].sort();
  }
}

/** A string of TypeScript. The formatter may give it other quotes, and a line of its own. */
const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/.source;

/** The text of one property of `BRAND`. */
const brandText = (key: string) => new RegExp(`(?<=\\n {2}${key}:)\\s*(?:${QUOTED})(?=,\\n)`);

function setBrand(tree: Tree, key: string, text: string): void {
  tree.replace('lib/brand.ts', brandText(key), ` ${quoted(text)}`);
}

function rename(tree: Tree, name: string): void {
  if (!/^[^\s<>&"\\$][^<>&"\\$\n]{0,59}$/.test(name))
    throw new Error(`--name: "${name}" will not do. Give up to 60 characters without <, >, &, ", $ and \\.`);
  const slug =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'app';
  setBrand(tree, 'name', name);
  setBrand(tree, 'footer', name);
  tree.replace('public/icon.svg', /(?<=<title>).*(?=<\/title>)/, name);
  tree.replace('README.md', /^# .*/, `# ${name}`);
  for (const path of ['package.json', 'package-lock.json'])
    tree.replace(path, /(?<=^\{\n {2}"name": )".*"/, `"${slug}"`);
  tree.replace('package-lock.json', /(?<="packages": \{\n {4}"": \{\n {6}"name": )".*"/, `"${slug}"`);
}

function describe(tree: Tree, description: string): void {
  if (description.includes('\n')) throw new Error('--description: give one line.');
  setBrand(tree, 'description', description);
}

function paint(tree: Tree, accent: string): void {
  for (const [name, pair] of Object.entries(brandColours(accent, COLOURS.surface))) {
    const key = name.includes('-') ? `'${name}'` : name;
    tree.replace(
      'lib/brand.ts',
      new RegExp(`(?<=\\n {2}${key}: )\\[.*\\](?=,\\n)`),
      `[${pair.map(quoted).join(', ')}]`,
    );
  }
  tree.replace('public/icon.svg', /(?<=<rect [^>]*fill=")#[0-9a-f]{6}/i, accent);
}

function switchOn(tree: Tree, names: readonly string[]): void {
  const path = 'amplify/auth/providers.ts';
  for (const name of names) {
    const entry = new RegExp(`\\{ name: '${name.replace(/[^a-z0-9-]/g, '')}',[^}]*\\}`).exec(
      tree.read(path),
    )?.[0];
    if (entry === undefined)
      throw new Error(
        `--providers: ${path} has no entry ${name}. Add one as docs/recipes/another-provider.md says.`,
      );
    tree.replace(path, entry, entry.replace(', onlyWhenNamed: true', ''));
  }
}

/** As docs/recipes/email-sender.md says. */
function sendFrom(tree: Tree, address: string): void {
  if (!/^[^\s@'"\\]+@[^\s@'"\\]+\.[^\s@'"\\]+$/.test(address))
    throw new Error(`--sender: "${address}" is no e-mail address.`);
  const name = brandText('name').exec(tree.read('lib/brand.ts'))?.[0].trim() ?? "''";
  const recipe = tree.read('examples/recipes/email-sender.ts');
  const sender = `email: { fromEmail: '${address}', fromName: ${name} }`;
  tree.put(
    'amplify/auth/email-sender.ts',
    recipe.replace(/email: \{[^}]*\}/, () => sender),
  );
  const resource = 'amplify/auth/resource.ts';
  if (tree.read(resource).includes("'./email-sender'")) return;
  tree.replace(resource, 'groups: [ADMIN_GROUP],', 'groups: [ADMIN_GROUP],\n  senders,');
  tree.replace(
    resource,
    'import { readEnvironment }',
    "import { senders } from './email-sender';\nimport { readEnvironment }",
  );
}

/** What shows Latchkey itself. */
const DEMO = ['demo-pages.module.css', 'demo-pages.tsx', 'how-it-works.module.css', 'how-it-works.tsx'];

function leaveDemoOut(tree: Tree): void {
  tree.put('app/(site)/page.tsx', tree.read('examples/start-page.tsx'));
  for (const name of DEMO) tree.remove(`components/home/${name}`);
  tree.replace(
    'components/site/main-navigation.tsx',
    /(?<=const PAGES: readonly Entry\[\] = )\[[^\]]*\]/,
    "[{ href: '/account', label: 'Account' }]",
  );
}
