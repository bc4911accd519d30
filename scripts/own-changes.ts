import { COLOURS } from '../lib/brand';
import { brandColours } from './own-colours';
import { leaveDemoOut } from './own-demo';
import { Tree } from './own-tree';

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
  /** True: the pages that show Latchkey itself are removed, with what serves only them. */
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
  for (const language of ['en', 'de'])
    tree.replace(
      `messages/${language}/frame.ts`,
      new RegExp(`(?<=\\n {2}footer:)\\s*(?:${QUOTED})(?=,\\n)`),
      " '{brand}'",
    );
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
