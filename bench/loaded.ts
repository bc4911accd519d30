import { existsSync, readFileSync, statSync } from 'node:fs';
import { createAccount } from '../test-kit/accounts';
import { signIn } from '../test-kit/sign-in';
import { POOL_ID } from '../tests/support/token-probe';
import { startWithCognito } from './operations';
import { report, reporting } from './report';
import { pathOf } from './throughput';
import { buildBenchTree } from './tree';

/** What a process of the product has loaded by the time that it has done something for the first time. */
export interface LoadedRow {
  readonly after: string;
  /** Packages that were not there before, by name, without what any app of Next's has. */
  readonly packages: readonly string[];
  /** Kilobytes of the build's own files that were not there before. */
  readonly bundleKb: number;
}

/**
 * What a plain handler and a plain page may have loaded. A name more is a price that every process pays at its start: say in
 * `docs/performance.md` why it is worth it, or load it when it is needed.
 */
const PLAIN: ReadonlySet<string> = new Set(['redis-for-sessions', '@opentelemetry/api', 'zod']);
/** How much of the build a start and its first handler may load: compiling it takes some 40 µs per kilobyte, run or not. */
const MOST_START_KB = 800;
/** Of any app of Next's; its sources name themselves `src` in source maps. */
const FRAMEWORK =
  /^(next|src|@next\/.*|react|react-dom|@swc\/helpers|scheduler|styled-jsx|client-only|server-only)$/;

/**
 * Which packages are loaded when: at the start, by a handler, by a page, by the session question and by a hosted sign-in.
 *
 * @throws Error for a package that plain handlers and pages have not needed so far, and for a start that has grown
 */
export async function measureLoaded(redisUrl: string): Promise<LoadedRow[]> {
  const root = await buildBenchTree();
  const { app, aws } = await startWithCognito(root, redisUrl, reporting(root));
  const origin = `http://localhost:${app.port}`;
  const account = await createAccount({}, { localAws: aws.url, userPoolId: POOL_ID });
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'a start and a handler': () => ask(`${origin}${pathOf('handler', 'open')}`),
    'a verified handler': () => ask(`${origin}${pathOf('handler', 'verified')}`),
    'a verified page': () => ask(`${origin}${pathOf('page', 'verified')}`),
    'a session question': () => ask(`${origin}/api/auth/session`),
    'a hosted sign-in': () => signIn(origin, account),
  };
  try {
    const rows: LoadedRow[] = [];
    let known: ReadonlySet<string> = new Set();
    for (const [after, act] of Object.entries(steps)) {
      await act();
      const loaded = new Set((await report(app, root)).files);
      rows.push({
        after,
        ...describe(
          [...loaded].filter((file) => !known.has(file)),
          rows,
        ),
      });
      known = loaded;
    }
    refuseMore(rows);
    return rows;
  } finally {
    await Promise.all([app.stop(), aws.stop()]);
  }
}

/** Whoever has no session is told so, by the same code. */
async function ask(url: string): Promise<void> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (answer.status !== 200 && answer.status !== 401) throw new Error(`${url} answered ${answer.status}`);
}

function describe(files: readonly string[], earlier: readonly LoadedRow[]): Omit<LoadedRow, 'after'> {
  const before = new Set(earlier.flatMap(({ packages }) => packages));
  const bundles = files.filter((file) => file.includes('/.next/'));
  const sources = files.flatMap((file) => (file.includes('/.next/') ? sourcesOf(file) : [file]));
  const packages = [...new Set(sources.flatMap((source) => packageOf(source) ?? []))];
  return {
    packages: packages.filter((name) => !before.has(name)).toSorted(),
    bundleKb: Math.round(bundles.reduce((sum, file) => sum + statSync(file).size, 0) / 1000),
  };
}

/** What a file of the build was made of, as its source map says. */
function sourcesOf(bundle: string): string[] {
  if (!existsSync(`${bundle}.map`)) return [];
  const { sources = [], sections = [] } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  const nested = sections.flatMap(({ map }: { map: { sources?: string[] } }) => map.sources ?? []);
  return [...sources, ...nested].map(decodeURIComponent);
}

function packageOf(source: string): string | null {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  return name === undefined || FRAMEWORK.test(name) ? null : name;
}

function refuseMore(rows: readonly LoadedRow[]): void {
  const startKb = rows[0]?.bundleKb ?? 0;
  if (startKb > MOST_START_KB) throw new Error(`a start loads ${startKb} kB of the build`);
  const plain = rows.filter(({ after }) => after !== 'a hosted sign-in');
  for (const { after, packages } of plain) {
    const more = packages.filter((name) => !PLAIN.has(name));
    if (more.length > 0) throw new Error(`${after} loads what it did not need before: ${more.join(', ')}`);
  }
}
