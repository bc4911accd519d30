import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { appFiles, under } from './source-tree';

/** `href="/x"`, `href: '/x'`, `href={`/x/${y}`}`, `redirect('/x')`: the path without its query. */
const LINK = /\b(?:href[=:]\s*\{?|redirect\()\s*(['"`])(\/[^'"`?#]*)/g;

/** What answers, by folder: pages and handlers, but for the one that answers every address by saying that nothing is there. */
const SERVED = under('app')
  .map(({ path }) => /^app(\/.*)\/(?:page\.tsx|route\.ts)$/.exec(path)?.[1])
  .filter((folder) => folder !== undefined)
  .map((folder) => folder.replace(/\/\(\w+\)/, ''))
  .filter((folder) => !folder.includes('[...'));

const patterns = SERVED.map((folder) => new RegExp(`^${folder.replace(/\[\w+\]/g, '[^/]+') || '/'}$`));

test('a link leads to a page that is there', () => {
  const links = appFiles.flatMap(({ path, text }) =>
    [...text.matchAll(LINK)].map(([, , link = '']) => ({ path, link: link.replace(/\$\{.*$/, 'x') })),
  );
  expect(links.length).toBeGreaterThan(15);
  const isFile = (link: string) =>
    statSync(join(projectRoot, 'public', link), { throwIfNoEntry: false })?.isFile();
  const broken = links.filter(({ link }) => !patterns.some((pattern) => pattern.test(link)) && !isFile(link));
  expect(broken, 'typedRoutes lets it pass: app/(site)/[...missing] is a page for any address').toEqual([]);
});
