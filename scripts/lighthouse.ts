import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { signedInJar } from '../tests/support/session-cookie';
import { startStack } from '../tests/support/stack';
import { ensureBuild } from './production-build';
import { CHROMIUM, findProgram, provision } from './programs';
import { projectRoot } from './project-root';

/**
 * Scores pages of the production build by Lighthouse: npm run lighthouse. It comes by `npx`, as nobody else needs its
 * two hundred packages. Exits with 1 when a category is below the goal.
 */

const LIGHTHOUSE = 'lighthouse@12.8.2';
/** Of 100, in each category. */
const GOAL = 95;
const PAGES = [
  { path: '/', signedIn: false },
  { path: '/sign-in', signedIn: false },
  { path: '/account', signedIn: true },
] as const;
const CHROME_FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
].join(' ');

interface Report {
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

const folder = join(projectRoot, '.latchkey/lighthouse');

/** @param cookie the `Cookie` header of a user, or null for a visitor */
async function report(url: string, name: string, cookie: string | null): Promise<Report> {
  const file = join(folder, `${name}.json`);
  const command = ['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', `--output-path=${file}`];
  command.push(`--chrome-flags=${CHROME_FLAGS}`);
  if (cookie !== null) command.push(`--extra-headers=${JSON.stringify({ Cookie: cookie })}`);
  const CHROME_PATH = findProgram(CHROMIUM) ?? '';
  await promisify(execFile)('npx', command, { env: { ...process.env, CHROME_PATH }, cwd: folder });
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Prints a page's scores and, below the goal, what cost them. */
function tell(path: string, { categories, audits }: Report): boolean {
  const scores = Object.values(categories).map(({ title, score }) => ({
    title,
    points: Math.round((score ?? 0) * 100),
  }));
  console.log(path.padEnd(12), scores.map(({ title, points }) => `${title} ${points}`).join(', '));
  const reached = scores.every(({ points }) => points >= GOAL);
  if (reached) return true;
  for (const [id, { score, title }] of Object.entries(audits)) {
    if (score !== null && score < 0.9) console.log(`    ${id} ${score}: ${title}`);
  }
  return false;
}

provision([CHROMIUM], console.log);
mkdirSync(folder, { recursive: true });
await ensureBuild(projectRoot);
const stack = await startStack();
try {
  const cookie = (await signedInJar(stack.origin)).header();
  const reached: boolean[] = [];
  for (const { path, signedIn } of PAGES) {
    const name = path.replaceAll('/', '-');
    reached.push(tell(path, await report(`${stack.origin}${path}`, name, signedIn ? cookie : null)));
  }
  process.exitCode = reached.every(Boolean) ? 0 : 1;
} finally {
  await stack.stop();
}
