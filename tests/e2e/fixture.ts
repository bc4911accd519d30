import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base } from 'vitest';
import { ensureBuild } from '@/scripts/production-build';
import { type Account, type Credentials, createAccount } from '@/test-kit/accounts';
import { launchChromium } from '@/tests/support/chromium';
import { signedInPage } from '@/tests/support/pages';
import { type Stack, type StackOptions, startStack } from '@/tests/support/stack';
import { POOL_ID } from '@/tests/support/token-probe';
import { copyTree } from '@/tests/support/tree-copy';

interface Cleanup {
  onCleanup(cleanup: () => unknown): void;
}

interface Product {
  readonly browser: Browser;
  readonly stack: Stack;
}

/** Browsers of their own for one test, closed after it. */
export interface Visit {
  /** A page of a signed-out visitor. */
  signedOut(options?: BrowserContextOptions): Promise<Page>;
  /**
   * A page at `/protected`, signed in by managed login's forms without showing them.
   *
   * @param who an address that a fresh local AWS knows, or an account
   */
  signedIn(who: string | Credentials, options?: BrowserContextOptions): Promise<Page>;
}

/**
 * A test of the product as it comes: one stack and one browser for all files that say no more than this. They leave
 * the services as they find them, and change only accounts of their own.
 */
export const test = base
  .extend('browser', { scope: 'worker' }, browser)
  .extend(
    'stack',
    { scope: 'worker' },
    stackBy(() => startStack()),
  )
  .extend('user', user)
  .extend('visit', visit);

/**
 * The same on a stack of the file's own: for other settings, for more instances, and for tests that stop a service or
 * change what the local AWS does.
 */
export const testOn = (options: StackOptions) => testOnStack(() => startStack(options));

/**
 * The same on a copy of the source tree, built after a change to it. Give `test.beforeAll` the time that it takes.
 *
 * @param change makes it, in the copy at `path`
 */
export const testOnCopy = (name: string, change: (path: string) => void) =>
  testOnStack(async () => {
    const tree = await copyTree(name);
    try {
      change(tree.path);
      await ensureBuild(tree.path);
      const stack = await startStack({ root: tree.path });
      return { ...stack, stop: () => stack.stop().finally(() => tree.remove()) };
    } catch (error) {
      await tree.remove();
      throw error;
    }
  });

const testOnStack = (start: () => Promise<Stack>) =>
  base
    .extend('browser', { scope: 'file' }, browser)
    .extend('stack', { scope: 'file' }, stackBy(start))
    .extend('user', user)
    .extend('visit', visit);

// biome-ignore lint/correctness/noEmptyPattern: from the pattern Vitest reads what a fixture needs
async function browser({}: object, { onCleanup }: Cleanup): Promise<Browser> {
  const chromium = await launchChromium();
  onCleanup(() => chromium.close());
  return chromium;
}

function stackBy(start: () => Promise<Stack>) {
  // biome-ignore lint/correctness/noEmptyPattern: likewise
  return async ({}: object, { onCleanup }: Cleanup): Promise<Stack> => {
    const stack = await start();
    onCleanup(() => stack.stop());
    return stack;
  };
}

/** An account of the test's own. */
function user({ stack }: Pick<Product, 'stack'>): Promise<Account> {
  return createAccount({}, { localAws: stack.aws.url, userPoolId: POOL_ID });
}

async function visit({ browser, stack }: Product, { onCleanup }: Cleanup): Promise<Visit> {
  const contexts: BrowserContext[] = [];
  onCleanup(() => Promise.all(contexts.map((context) => context.close())));
  const signedOut = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ baseURL: stack.origin, ...options });
    contexts.push(context);
    return context.newPage();
  };
  return {
    signedOut,
    signedIn: async (who, options) => {
      const page = await signedInPage(browser, stack.origin, who, options);
      contexts.push(page.context());
      return page;
    },
  };
}
