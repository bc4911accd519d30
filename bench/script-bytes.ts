import { gzipSync } from 'node:zlib';
import { type App, startApp } from './apps';
import { pathOf } from './throughput';
import { buildBareTree, buildBenchTree } from './tree';

export interface ScriptRow {
  readonly page: string;
  readonly scripts: number;
  /** Kilobytes as they travel, compressed by gzip. */
  readonly gzipKb: number;
  /** More than the bare page's. */
  readonly overBareKb: number;
}

/** What a browser loads as scripts before a page is at work, beside a page of the bare app. */
export async function measureScripts(redisUrl: string, cookie: string): Promise<ScriptRow[]> {
  const bare = await startApp({ root: await buildBareTree(), redisUrl });
  const ours = await startApp({ root: await buildBenchTree(), redisUrl });
  try {
    const floor = await scriptsOf(bare, pathOf('page', 'open'), '');
    const rows = [{ page: 'bare', ...floor, overBareKb: 0 }];
    for (const page of ['/', '/sign-in', '/profile']) {
      const found = await scriptsOf(ours, page, page === '/sign-in' ? '' : cookie);
      rows.push({ page, ...found, overBareKb: found.gzipKb - floor.gzipKb });
    }
    return rows;
  } finally {
    await Promise.all([bare.stop(), ours.stop()]);
  }
}

/** The scripts of one page and their compressed size. */
export async function scriptsOf({ port }: Pick<App, 'port'>, path: string, cookie: string) {
  const origin = `http://127.0.0.1:${port}`;
  const page = async () => {
    const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };
  // Of its first answer a process has parts only after the page is on its way: their scripts are in its data alone.
  await page();
  const addresses = scriptsIn(await page());
  let bytes = 0;
  for (const address of addresses) {
    const script = await fetch(new URL(address, origin));
    bytes += gzipSync(Buffer.from(await script.arrayBuffer())).length;
  }
  return { scripts: addresses.size, gzipKb: bytes / 1000 };
}

/** Every script that a page names, in tags and in its data; not those for browsers that know no modules. */
function scriptsIn(html: string): ReadonlySet<string> {
  const others = html.replaceAll(/<script\b[^>]*\bnomodule\b[^>]*>/gi, '');
  return new Set(others.match(/\/_next\/static\/[^"'\\\s]+\.js\b/g) ?? []);
}
