import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../../scripts/project-root';

/** Ignored by git: for whoever wants to look at them. */
export const PICTURES = join(projectRoot, '.latchkey/pictures');

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 390, 1280, 1920] as const;

/** Contrast differs by theme and order by width: these two between them show axe all there is. */
const AUDITED: readonly string[] = ['light-1280', 'dark-390'];

/**
 * Looks at a page in each theme and at each width.
 *
 * @param picture the path of its pictures below `PICTURES`, without theme, width and ending; null takes none
 * @param audited the screens that axe looks at
 * @returns what is not in order, in words: what sticks out to the side, what is cut there, what axe finds
 */
export async function lookOver(
  page: Page,
  picture: string | null,
  audited: readonly string[] = AUDITED,
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      const screen = `${colorScheme}-${width}`;
      await page.setViewportSize({ width, height: 800 });
      if (picture !== null) await take(page, `${picture}-${screen}.png`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${screen}: the page is ${wide} pixels wide`);
      found.push(...(await cutOff(page)).map((each) => `${screen}: ${each}`));
      if (audited.includes(screen)) found.push(...(await audit(page)).map((each) => `${screen}: ${each}`));
    }
  }
  return [...found, ...(await moving(page))];
}

/** What would move although the person asked for less motion. */
async function moving(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      const durations = transitionDuration.split(',').map((duration) => Number.parseFloat(duration));
      const isStill = animationName === 'none' && durations.every((duration) => duration === 0);
      return isStill ? [] : [`${element.tagName.toLowerCase()}.${element.className}`];
    }),
  );
  return [...new Set(names)].map((name) => `${name} moves`);
}

/** What would have to be pushed sideways to be read. What is for screen readers alone, and text that says by an ellipsis that it goes on, are left out. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { clipPath, overflowX, textOverflow } = getComputedStyle(element);
        const clips = overflowX !== 'visible' && textOverflow !== 'ellipsis' && element.tagName !== 'INPUT';
        const isSeen = clipPath === 'none' && element.clientWidth > 1;
        return clips && isSeen && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} is cut off at its side`),
  );
}

async function take(page: Page, picture: string): Promise<void> {
  const path = join(PICTURES, picture);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

/** For the README: a window of a laptop, by day. */
export async function takeForReadme(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1100, height: 760 });
  // The card that it is about, whole; or the page from its beginning.
  const card = page.locator('section').filter({ has: page.locator('svg[role=img]') });
  await page.evaluate(() => window.scrollTo(0, 0));
  if (await card.isVisible()) await card.evaluate((section) => section.scrollIntoView({ block: 'center' }));
  await page.screenshot({ path: join(projectRoot, 'docs/images', `${name}.png`) });
}

async function audit(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}
