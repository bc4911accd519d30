import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COLOURS } from '@/lib/brand';
import { type Answers, makeOwn } from '@/scripts/own-changes';
import { brandColours, contrast } from '@/scripts/own-colours';
import { projectRoot } from '@/scripts/project-root';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

const NEEDED = [
  'lib/brand.ts',
  'public/icon.svg',
  'messages',
  'amplify/auth',
  'examples',
  'README.md',
  'package.json',
  'package-lock.json',
];
/** What takes the demo out looks at all that may speak of it. */
const NEEDED_WITHOUT_DEMO = ['lib/http', 'app', 'components', 'attack', 'bench', 'tests', 'docs'];

let clone: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  clone = await temporaryDirectory('own');
  copy(NEEDED);
});
afterEach(() => clone.remove());

/** What is made out of sources, as the bench makes builds beside its own. */
const MADE = ['node_modules', '.latchkey'];

function copy(paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(clone.path, path)), { recursive: true });
    cpSync(join(projectRoot, path), join(clone.path, path), {
      recursive: true,
      filter: (source) => !MADE.includes(basename(source)),
    });
  }
}

const read = (path: string) => readFileSync(join(clone.path, path), 'utf8');

const DEMO_STATES = 'tests/support/states/demo-states.ts';
/** A page of the demo, asked for. */
const ANY_PAGE = new RegExp(`['"\`]/(?:${['handbook', 'protected', 'profile'].join('|')})(?![-\\w])`);

/** The sources below a folder of the clone. */
function textsIn(folder: string): ReadonlyArray<readonly [path: string, text: string]> {
  return readdirSync(join(clone.path, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => [name, read(join(folder, name))]);
}

describe('npm run own', () => {
  test('gives the name wherever one stands, and again when it is another', () => {
    makeOwn(clone.path, { name: "Anna's Café", description: "Anna's tables" });
    const changed = makeOwn(clone.path, { name: 'Acme 2', description: 'Tools for coyotes.' });
    expect(changed).toEqual([
      'README.md',
      'lib/brand.ts',
      'messages/de/frame.ts',
      'messages/en/frame.ts',
      'package-lock.json',
      'package.json',
      'public/icon.svg',
    ]);
    expect(read('lib/brand.ts')).toContain("name: 'Acme 2',");
    expect(read('lib/brand.ts')).toContain("description: 'Tools for coyotes.',");
    expect(read('public/icon.svg')).toContain('<title>Acme 2</title>');
    expect(read('README.md')).toMatch(/^# Acme 2\n/);
    expect(JSON.parse(read('package.json')).name).toBe('acme-2');
    const lock = JSON.parse(read('package-lock.json'));
    expect([lock.name, lock.packages[''].name]).toEqual(['acme-2', 'acme-2']);
  });

  test('switches a provider on, and sends e-mails from the address under the new name', () => {
    makeOwn(clone.path, { name: 'Acme', sender: 'accounts@acme.example', providers: ['facebook'] });
    expect(read('amplify/auth/providers.ts')).toContain("label: 'Facebook', kind: 'Facebook' }");
    const amazon = (text: string) => text.split('\n').find((line) => line.includes("'LoginWithAmazon'"));
    const before = readFileSync(join(projectRoot, 'amplify/auth/providers.ts'), 'utf8');
    expect(amazon(read('amplify/auth/providers.ts')), 'nobody asked for this one').toBe(amazon(before));
    expect(amazon(before)).toMatch(/kind: 'LoginWithAmazon'/);
    const sender = "email: { fromEmail: 'accounts@acme.example', fromName: 'Acme' },";
    expect(read('amplify/auth/email-sender.ts')).toContain(sender);
    expect(read('amplify/auth/resource.ts')).toContain('groups: [ADMIN_GROUP],\n  senders,');
  });

  test('takes out what shows Latchkey itself, and what is there for that alone', () => {
    copy(NEEDED_WITHOUT_DEMO);
    makeOwn(clone.path, { withoutDemo: true });
    expect(read('app/(site)/page.tsx')).toContain('<h1>{BRAND.name}</h1>');
    for (const gone of ['app/handbook', 'app/(site)/profile', 'components/handbook', DEMO_STATES])
      expect([gone, existsSync(join(clone.path, gone))]).toEqual([gone, false]);
    expect(read('components/site/main-navigation.tsx')).toContain(
      "= [{ href: '/account', label: 'account' }]",
    );
    expect(read('lib/http/routes.ts')).toMatch(
      /protected: \['\/account', '\/admin'\],\s*sessionChecked: \[\]/,
    );
    expect(read('tests/support/states/index.ts')).not.toContain('DEMO');
    const places = ['attack', 'bench', 'tests/e2e', 'tests/hosting', 'tests/support', 'tests/unit/app'];
    const asked = places.flatMap((folder) => textsIn(folder)).filter(([, text]) => ANY_PAGE.test(text));
    expect(asked.map(([path]) => path)).toEqual([]);
    const [, list = ''] = /PROTECTED_PAGES.* = \[([^\]]*)/.exec(read('attack/attacks/requests.ts')) ?? [];
    const pages = list.match(/'.*'/g) ?? [];
    expect(pages.length, 'each page once').toBeGreaterThan(3);
    expect(pages).toEqual([...new Set(pages)]);
    expect(read('messages/en/frame.ts')).not.toContain('handbook');
    expect(makeOwn(clone.path, { withoutDemo: true }), 'there is nothing left to take out').toEqual([]);
  });

  test('takes whole parts out of tests: each mark has its other half', () => {
    copy(['tests']);
    for (const [path, text] of textsIn('tests')) {
      const marks = [...text.matchAll(/^ *\/\/ demo: (from|to) here$/gm)].map(([, which]) => which);
      const pairs = Array.from({ length: marks.length / 2 }, () => ['from', 'to']).flat();
      expect([path, marks]).toEqual([path, pairs]);
    }
  });

  test.each<[Answers, RegExp]>([
    [{ name: '<script>' }, /^--name: /],
    [{ name: 'Acme', colour: 'teal' }, /^--colour: "teal" is no colour/],
    [{ name: 'Acme', colour: '#ffd500' }, /^--colour: white text on #ffd500 has a contrast of 1\.4 to 1/],
    [{ name: 'Acme', sender: 'accounts' }, /^--sender: "accounts" is no e-mail address/],
    [{ name: 'Acme', providers: ['okta'] }, /^--providers: .* has no entry okta\. Add one/],
  ])('changes nothing where an answer will not do: %j', (answers, words) => {
    expect(() => makeOwn(clone.path, answers)).toThrow(words);
    for (const path of ['lib/brand.ts', 'package.json', 'amplify/auth/providers.ts'])
      expect(read(path)).toBe(readFileSync(join(projectRoot, path), 'utf8'));
  });

  test('says which file is no longer as it was cloned', () => {
    cpSync(join(clone.path, 'README.md'), join(clone.path, 'amplify/auth/resource.ts'));
    expect(() => makeOwn(clone.path, { sender: 'a@b.example' })).toThrow(
      /^amplify\/auth\/resource\.ts is not as/,
    );
  });
});

test.each(['#0b6b5b', '#1f4fa3', '#7a1fa2', '#000000', '#b3261e', '#595959'])(
  'a brand of %s can be read on every surface that it makes',
  (accent) => {
    const made = brandColours(accent, COLOURS.surface);
    const pair = (name: string) => made[name] ?? ['', ''];
    for (const screen of [0, 1] as const) {
      const surface = COLOURS.surface[screen];
      expect(contrast(pair('accent')[screen], surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(pair('accent-strong')[screen], surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(pair('accent')[screen], pair('accent-wash')[screen])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(pair('on-accent')[screen], pair('accent')[screen])).toBeGreaterThanOrEqual(4.5);
    }
  },
);
