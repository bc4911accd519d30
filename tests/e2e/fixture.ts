import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base, inject } from 'vitest';
import { ensureBuild } from '@/scripts/production-build';
import { type Account, type Credentials, createAccount } from '@/test-kit/accounts';
import { startHostingStack } from '@/tests/hosting/support/hosting-stack';
import { launchChromium } from '@/tests/support/chromium';
import { signedInPage } from '@/tests/support/pages';
import { type ProductStack, type Stack, type StackOptions, startStack } from '@/tests/support/stack';
import { POOL_ID } from '@/tests/support/token-probe';
import { copyTree } from '@/tests/support/tree-copy';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the project's tests run on; `next start` unless its configuration says so. */
    readonly host: 'local Hosting' | undefined;
  }
}

/** Whether the project runs its tests on the local Hosting. */
export const onHosting = inject('host') === 'local Hosting';

/** Whether it runs them on a build with `cacheComponents`. What a page comes to has no status there: Next begins by 200. */
export const onCacheComponents = onHosting && process.env.ON_NEXT === 'cacheComponents';

interface Cleanup {
  onCleanup(cleanup: () => unknown): void;
}

interface Product {
  readonly browser: Browser;
  readonly stack: ProductStack;
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

/** As many requests as a page of a browser makes at the same time. */
const ENVIRONMENTS = 6;

/**
 * A test of the product as it comes: one stack and one browser for all files that say no more than this. They leave
 * the services as they find them, and change only accounts of their own.
 */
export const test = base
  .extend('browser', { scope: 'worker' }, browser)
  .extend('sharedStack', { scope: 'worker' }, sharedStack)
  .extend('stack', { scope: 'worker' }, ({ sharedStack }) => sharedStack())
  .extend('user', user)
  .extend('visit', visit);

/**
 * The same for tests that stop a service or change what the local AWS does, and put it back. They have a stack of the
 * file's own, and on the local Hosting the shared one, whose build can be reached at one address.
 *
 * @param options of a stack of the file's own
 */
export const testApart = (options: StackOptions = {}) =>
  base
    .extend('browser', { scope: 'file' }, browser)
    .extend('sharedStack', { scope: 'worker' }, sharedStack)
    .extend('stack', { scope: 'file' }, async ({ sharedStack }, { onCleanup }) => {
      if (onHosting) return sharedStack();
      const stack = await startStack(options);
      onCleanup(() => stack.stop());
      return stack;
    })
    .extend('user', user)
    .extend('visit', visit);

/**
 * The same on a stack of the file's own, with other settings, more instances, or processes to end. The local Hosting has
 * its settings in its build and starts and ends environments as it likes: no such test runs there.
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

/** Vitest keeps what is a worker's for each extended test by itself; this is one for all of them. */
let shared: Promise<ProductStack> | undefined;

/** Starts the worker's one stack for whoever asks first. */
// biome-ignore lint/correctness/noEmptyPattern: likewise
function sharedStack({}: object, { onCleanup }: Cleanup): () => Promise<ProductStack> {
  onCleanup(async () => {
    const stack = shared;
    shared = undefined;
    await (await stack)?.stop();
  });
  return () => {
    const hosting = { warm: ENVIRONMENTS, maxEnvironments: ENVIRONMENTS };
    shared ??= onHosting ? startHostingStack(hosting) : startStack();
    return shared;
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
