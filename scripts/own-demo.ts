import type { Tree } from './own-tree';

/** The pages that show Latchkey itself, and what is there for them alone. */
const REMOVED = [
  'app/(site)/profile',
  'app/(site)/protected',
  'app/(site)/protected-client',
  'app/handbook',
  'components/account/client-guard.tsx',
  'components/account/profile-card.tsx',
  'components/account/user-attributes.tsx',
  'components/handbook',
  'components/home/demo-pages.module.css',
  'components/home/demo-pages.tsx',
  'components/home/how-it-works.module.css',
  'components/home/how-it-works.tsx',
  'messages/de/demo.ts',
  'messages/en/demo.ts',
  'tests/support/states/demo-states.ts',
];

/** Tests, attacks and measurements ask for any page of signed-in users: those that stay take the others' place. */
const PLACES: ReadonlyArray<readonly [page: string, instead: readonly string[]]> = [
  ['protected-client', ['account', 'sessions']],
  ['protected', ['account']],
  ['profile', ['account', 'security']],
  ['handbook/(?:devices|sessions)', ['account', 'activity']],
  ['handbook', ['account', 'activity']],
];
/** A slash as it may be written: plainly, escaped for an address, or the wrong way round; not in a regular expression. */
const SLASH = String.raw`((?<!\\)/|%2F|\\\\)`;
const ASKING = ['attack', 'bench', 'tests'];
const TESTS_OF_THIS = ['tests/amplify/own.test.ts', 'tests/unit/scripts/own.test.ts'];

/** What a test is about that has no other place: whole lines, from one mark to the next. */
const MARKED = /^[ \t]*\/\/ demo: from here.*\n[\s\S]*?^[ \t]*\/\/ demo: to here\n/gm;

/** Paths, each on a line of its own: two may have come to the same place. */
const LIST = /(?:^[ \t]*'\/[^'\n]*',\n){2,}/gm;

/**
 * Takes out the demo: its pages, routes and links, what serves only them, and the tests about them. The other tests ask
 * for pages of the account instead.
 */
export function leaveDemoOut(tree: Tree): void {
  if (!tree.has('tests/support/states/demo-states.ts')) return;
  for (const path of REMOVED) tree.remove(path);
  tree.put('app/(site)/page.tsx', tree.read('examples/start-page.tsx'));
  closeRoutes(tree);
  tree.replace(
    'components/site/main-navigation.tsx',
    /(?<=const PAGES: readonly Entry\[\] = )\[[^\]]*\]/,
    "[{ href: '/account', label: 'account' }]",
  );
  for (const language of ['en', 'de']) forgetWords(tree, `messages/${language}`);
  const index = 'tests/support/states/index.ts';
  tree.replace(index, /import \{ DEMO_STATES \}.*\n/, '');
  tree.replace(index, /\n *\.\.\.DEMO_STATES,/, '');
  for (const path of ASKING.flatMap((folder) => tree.filesIn(folder))) askElsewhere(tree, path);
  tellOtherwise(tree);
}

/** What only the demo says. @param catalogue one language's folder */
function forgetWords(tree: Tree, catalogue: string): void {
  tree.replace(`${catalogue}/index.ts`, /import \{ demo \}.*\n/, '');
  tree.replace(`${catalogue}/index.ts`, /\n {2}demo,/, '');
  tree.replace(`${catalogue}/frame.ts`, /(?:\n {2}(?:profile|server|client|guard|handbook): .*)+/, '');
  tree.replace(`${catalogue}/titles.ts`, /(?:\n {2}(?:profile|serverGuard|clientGuard): .*)+/, '');
}

/** Documents that lead to a page of the demo. */
function tellOtherwise(tree: Tree): void {
  const first = "`app/(site)/protected/page.tsx` calls `requireViewer('/protected')`";
  const now = '`app/(site)/account/page.tsx` calls `requireViewer(PATH)`';
  tree.replace('docs/how-it-works.md', first, now);
  tree.replace('docs/deploy.md', /- `\/handbook`, signed out,.*\n(?: {2}.*\n)*/, '');
  tree.replace('docs/recipes/cached-pages.md', /\n \/\/ app\/handbook.*\n-.*\n/, '');
  const guard = ' are but one: `/protected-client`, which shows this guard alone.';
  tree.replace('docs/recipes/in-the-browser.md', guard, ' are.');
}

function closeRoutes(tree: Tree): void {
  const path = 'lib/http/routes.ts';
  tree.replace(path, /(?<=\n {2}protected: )\[[^\]]*\](?=,\n {2}sessionChecked)/, "['/account', '/admin']");
  tree.replace(path, /(?<=\n {2}sessionChecked: )\[[^\]]*\](?=,\n {2}open)/, '[]');
  tree.replace(path, /(?<=GUARDED_IN_BROWSER: readonly string\[\] = )\[[^\]]*\]/, '[]');
}

function askElsewhere(tree: Tree, path: string): void {
  if (!/\.tsx?$/.test(path) || TESTS_OF_THIS.includes(path)) return;
  const text = tree.read(path);
  let now = text.replace(MARKED, '');
  for (const [page, instead] of PLACES) {
    const written = new RegExp(`${SLASH}${page}(?![\\w-])`, 'gi');
    now = now.replace(written, (_, slash: string) => instead.map((part) => slash + part).join(''));
  }
  if (now !== text) tree.put(path, now.replace(LIST, withoutRepetition));
}

const withoutRepetition = (list: string) => `${[...new Set(list.trimEnd().split('\n'))].join('\n')}\n`;
