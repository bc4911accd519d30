import { join } from 'node:path';
import {
  type ClassDeclaration,
  type JSDoc,
  type JSDocableNode,
  Node,
  Project,
  Scope,
  type SourceFile,
} from 'ts-morph';
import { ENTRIES, type Entry } from './reference-entries';

/** Where the reference lies, from the repository's root. */
export const REFERENCE = 'docs/reference';

const NOTE = '<!-- Made by `npm run reference` from the docstrings. Change those. -->';

/**
 * The reference as it should be: what the source files of today say.
 *
 * @param root the repository's path
 * @returns each page's text by its file name
 * @throws Error for a name that its file does not declare
 */
export function referencePages(root: string): ReadonlyMap<string, string> {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const pages = ENTRIES.map((entry): [string, string] => [
    `${entry.page}.md`,
    pageOf(entry, project.addSourceFileAtPath(join(root, entry.file))),
  ]);
  return new Map([['README.md', index()], ...pages]);
}

const specifier = ({ file }: Entry) => `@/${file.replace(/\.tsx?$/, '')}`;

function index(): string {
  const rows = ENTRIES.map(
    ({ page, file, to, names }) =>
      `| ${to} | [\`${file.replace(/\.tsx?$/, '')}\`](${page}.md) | ${names.map((name) => `\`${name}\``).join(', ')} |`,
  );
  const intro =
    'What pages, handlers, actions, components and tests call. The rest of `lib/` is how it is done.';
  return [NOTE, '# Reference', intro, ['| To | Import from | Names |', '|---|---|---|', ...rows].join('\n')]
    .join('\n\n')
    .concat('\n');
}

function pageOf(entry: Entry, file: SourceFile): string {
  const sections = entry.names.map((name) => sectionOf(name, declarationOf(name, file)));
  const source = `From \`${specifier(entry)}\` ([source](../../${entry.file})).`;
  return [NOTE, `# To ${entry.to}`, source, ...sections].join('\n\n').concat('\n');
}

/** What a name is declared by: the node with the text, and the one with the docstring. */
interface Declaration {
  readonly text: string;
  readonly documented: JSDocableNode;
}

function declarationOf(name: string, file: SourceFile): Declaration {
  const known = file.getFunction(name) ?? file.getInterface(name) ?? file.getTypeAlias(name);
  if (known) return { text: signatureOf(known), documented: known };
  const asClass = file.getClass(name);
  if (asClass) return { text: publicPartOf(asClass), documented: asClass };
  const variable = file.getVariableStatement((each) =>
    each.getDeclarations().some((declared) => declared.getName() === name),
  );
  if (variable) return { text: bare(variable.getText()), documented: variable };
  const passedOn = file
    .getExportDeclarations()
    .find((each) => each.getNamedExports().some((named) => named.getName() === name));
  const from = passedOn?.getModuleSpecifierValue();
  if (from) {
    const path = join(file.getDirectoryPath(), `${from}.ts`);
    return declarationOf(name, file.getProject().addSourceFileAtPath(path));
  }
  throw new Error(`${file.getFilePath()} declares no ${name}: correct scripts/reference-entries.ts.`);
}

const bare = (text: string) => text.replace(/^export (default )?/, '').replace(/^async /, '');

/** A function without its body; anything else as it stands. */
function signatureOf(node: Node): string {
  const body = Node.isFunctionDeclaration(node) ? node.getBody() : undefined;
  const text = node.getText();
  return bare(body ? text.slice(0, body.getStart() - node.getStart()).trimEnd() : text);
}

function publicPartOf(node: ClassDeclaration): string {
  const members = node
    .getMembers()
    .filter((member) => !Node.isScoped(member) || member.getScope() === Scope.Public)
    .map((member) => `  ${memberSignature(member)}`)
    .filter((line) => !line.includes('['));
  const base = node.getExtends()?.getText();
  return [`class ${node.getName()}${base ? ` extends ${base}` : ''} {`, ...members, '}'].join('\n');
}

function memberSignature(member: Node): string {
  const body = Node.isBodyable(member) ? member.getBody() : undefined;
  const text = member.getText();
  return body ? `${text.slice(0, body.getStart() - member.getStart()).trimEnd()};` : text;
}

function sectionOf(name: string, { text, documented }: Declaration): string {
  const doc = documented.getJsDocs().at(-1);
  const code = ['```ts', text, '```'].join('\n');
  return [`## ${name}`, code, ...(doc ? wordsOf(doc) : [])].join('\n\n');
}

function wordsOf(doc: JSDoc): string[] {
  const tags = doc.getTags().map((tag) => ({
    kind: tag.getTagName(),
    name: Node.isJSDocParameterTag(tag) ? tag.getName() : '',
    words: oneLine(tag.getCommentText()),
  }));
  const parameters = tags.filter(({ kind }) => kind === 'param');
  const rows = parameters.map(({ name, words }) => `| \`${name}\` | ${words.replaceAll('|', '\\|')} |`);
  const said = (kind: string, label: string) =>
    tags.filter((tag) => tag.kind === kind).map(({ words }) => `**${label}** ${words}`);
  const table = rows.length > 0 ? [['| Parameter | Is |', '|---|---|', ...rows].join('\n')] : [];
  return [
    ...paragraphs(doc.getDescription()),
    ...table,
    ...said('returns', 'Returns'),
    ...said('throws', 'Throws'),
  ];
}

/** The docstring's own line breaks are those of the source's width. */
const paragraphs = (text: string) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map(oneLine)
    .filter(Boolean);

const oneLine = (text: string | undefined) =>
  (text ?? '')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
