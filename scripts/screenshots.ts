import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ADA, continueWithGoogle, openSignedOut } from '../tests/support/browser-actions';
import { launchChromium } from '../tests/support/chromium';
import { startStack } from '../tests/support/stack';
import { ensureBuild } from './production-build';
import { projectRoot } from './project-root';

/** Takes the README's pictures, so that they show the product as it is: npm run screenshots. */

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const LAPTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

const directory = join(projectRoot, 'docs/images');
mkdirSync(directory, { recursive: true });
await ensureBuild(projectRoot);
const [stack, browser] = await Promise.all([startStack(), launchChromium()]);

const picture = (page: Page, name: string) => page.screenshot({ path: join(directory, `${name}.png`) });

async function signIn(page: Page): Promise<void> {
  await openSignedOut(page, stack.origin, '/account/sessions');
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/account/sessions`);
}

try {
  const window = { viewport: { width: 1100, height: 760 }, colorScheme: 'light' } as const;
  await signIn(await browser.newPage({ userAgent: PHONE }));
  const page = await browser.newPage({ ...window, userAgent: LAPTOP });
  await openSignedOut(page, stack.origin, '/account/sessions');
  await picture(page, 'sign-in');
  await signIn(page);
  await picture(page, 'devices');
} finally {
  await browser.close();
  await stack.stop();
}
console.log('docs/images: sign-in.png, devices.png');
