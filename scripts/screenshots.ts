import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ADA, continueWithGoogle, openAsStranger } from '../tests/support/browser-actions';
import { launchChromium } from '../tests/support/chromium';
import { startStack } from '../tests/support/stack';
import { ensureBuild } from './production-build';
import { projectRoot } from './project-root';

/** Takes the README's pictures, so that they show the product as it is: npm run screenshots. */
const directory = join(projectRoot, 'docs/images');
mkdirSync(directory, { recursive: true });
await ensureBuild(projectRoot);
const [stack, browser] = await Promise.all([startStack(), launchChromium()]);
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 720 }, colorScheme: 'light' });
  const picture = (name: string) => page.screenshot({ path: join(directory, `${name}.png`) });
  await openAsStranger(page, stack.origin, '/account');
  await picture('sign-in');
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/account`);
  await page.getByText('Signed in with').waitFor();
  await picture('account');
} finally {
  await browser.close();
  await stack.stop();
}
console.log(`docs/images: sign-in.png, account.png`);
