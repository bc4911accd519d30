import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COLOURS } from '@/lib/brand';
import { type Answers, makeOwn } from '@/scripts/own-changes';
import { brandColours, contrast } from '@/scripts/own-colours';
import { projectRoot } from '@/scripts/project-root';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

const NEEDED = [
  'lib/brand.ts',
  'public/icon.svg',
  'app/(site)/page.tsx',
  'components/home',
  'components/site/main-navigation.tsx',
  'amplify/auth',
  'examples',
  'README.md',
  'package.json',
  'package-lock.json',
];

let clone: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  clone = await temporaryDirectory('own');
  for (const path of NEEDED) {
    mkdirSync(dirname(join(clone.path, path)), { recursive: true });
    cpSync(join(projectRoot, path), join(clone.path, path), { recursive: true });
  }
});
afterEach(() => clone.remove());

const read = (path: string) => readFileSync(join(clone.path, path), 'utf8');

describe('npm run own', () => {
  test('gives the name wherever one stands, and again when it is another', () => {
    makeOwn(clone.path, { name: "Anna's Café", description: "Anna's tables" });
    const changed = makeOwn(clone.path, { name: 'Acme 2', description: 'Tools for coyotes.' });
    expect(changed).toEqual([
      'README.md',
      'lib/brand.ts',
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
    expect(read('amplify/auth/providers.ts')).toContain("kind: 'LoginWithAmazon', onlyWhenNamed: true }");
    const sender = "email: { fromEmail: 'accounts@acme.example', fromName: 'Acme' },";
    expect(read('amplify/auth/email-sender.ts')).toContain(sender);
    expect(read('amplify/auth/resource.ts')).toContain('groups: [ADMIN_GROUP],\n  senders,');
  });

  test('leaves out what shows Latchkey itself', () => {
    makeOwn(clone.path, { withoutDemo: true });
    expect(read('app/(site)/page.tsx')).toBe(read('examples/start-page.tsx'));
    expect(existsSync(join(clone.path, 'components/home/demo-pages.tsx'))).toBe(false);
    expect(read('components/site/main-navigation.tsx')).not.toContain('/handbook');
    expect(read('components/site/main-navigation.tsx')).toContain("{ href: '/account', label: 'Account' }");
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
