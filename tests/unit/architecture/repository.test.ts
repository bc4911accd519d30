import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifests, productManifest } from './manifests';
import { root } from './source-tree';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Dependabot {
  readonly updates: ReadonlyArray<{
    readonly 'package-ecosystem': string;
    readonly groups: Readonly<Record<string, { readonly patterns: readonly string[] }>>;
    readonly ignore?: ReadonlyArray<{ readonly 'dependency-name': string }>;
  }>;
}

interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly body: ReadonlyArray<{ readonly type: string; readonly attributes: { readonly label: string } }>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('.github/workflows/ci.yml', () => {
  const workflow: Workflow = parse(read('.github/workflows/ci.yml'));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

  test('runs what the README and CONTRIBUTING say to run', () => {
    expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm run check', 'npm test']));
  });

  test('runs only commands that exist', () => {
    const named = commands.flatMap((run) => [...run.matchAll(/\bnpm (?:run ([\w:-]+)|(test))\b/g)]);
    const unknown = named
      .map(([, script, short = '']) => script ?? short)
      .filter((name) => !Object.hasOwn(productManifest.scripts, name));
    expect(named.length).toBeGreaterThan(1);
    expect(unknown).toEqual([]);
  });

  test('runs on a Node that the product takes, named in one place', () => {
    const versions = steps.flatMap(({ uses, with: given }) =>
      uses?.startsWith('actions/setup-node@') ? [given?.['node-version-file']] : [],
    );
    expect(new Set(versions)).toEqual(new Set(['.nvmrc']));
    const [oldest = ''] = /\d+/.exec(productManifest.engines.node ?? '') ?? [];
    expect(Number(read('.nvmrc'))).toBeGreaterThanOrEqual(Number(oldest));
  });

  test('may only read the repository', () => expect(workflow.permissions).toEqual({ contents: 'read' }));
});

test('dependency updates name packages that are there', () => {
  const { updates }: Dependabot = parse(read('.github/dependabot.yml'));
  const npm = updates.find((update) => update['package-ecosystem'] === 'npm');
  const known = Object.values(manifests).flatMap(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }),
  );
  const patterns = Object.values(npm?.groups ?? {}).flatMap((group) => group.patterns);
  const named = [...patterns, ...(npm?.ignore ?? []).map((each) => each['dependency-name'])];
  expect(named.length).toBeGreaterThan(5);
  const matches = (pattern: string) => {
    const start = pattern.replace(/\*$/, '');
    return known.some((name) => (start === pattern ? name === pattern : name.startsWith(start)));
  };
  expect(named.filter((pattern) => !matches(pattern))).toEqual([]);
});

test('every issue form has a name, a description and questions', () => {
  const forms = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');
  expect(forms.length).toBeGreaterThan(1);
  for (const name of forms) {
    const form: IssueForm = parse(read(`.github/ISSUE_TEMPLATE/${name}`));
    expect([name, form.name, form.description]).toEqual([name, expect.any(String), expect.any(String)]);
    expect(form.body.map(({ attributes }) => attributes.label)).not.toContain(undefined);
  }
});

test('the changelog begins with what is not released and names the version of package.json', () => {
  const headings = [...read('CHANGELOG.md').matchAll(/^## \[([^\]]+)\]/gm)].map(([, name]) => name);
  expect(headings[0]).toBe('Unreleased');
  expect(headings[1]).toBe(productManifest.version);
});

test('weaknesses are reported as SECURITY.md says, and pages lead there', () => {
  expect(read('SECURITY.md')).toContain('privately');
  for (const page of ['README.md', 'CONTRIBUTING.md']) expect(read(page)).toContain('(SECURITY.md)');
});
