import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody who has no pointer: presses keys, and says each time where that should have led. */
export interface Keyboard {
  /**
   * Presses a key, such as `Tab`, and waits for the focus to be where it belongs.
   *
   * @param focus role and name of what has it then, as the browser tells a screen reader, such as `button Continue`
   */
  press(key: string, focus: string | RegExp): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** Waits for the focus to be there without a key. */
  expectFocus(focus: string | RegExp): Promise<void>;
}

export async function keyboardOf(page: Page): Promise<Keyboard> {
  const focus = await focusOf(page);
  const expectFocus = async (wanted: string | RegExp) => {
    const found = expect.poll(focus, { timeout: 10_000 });
    await (typeof wanted === 'string' ? found.toBe(wanted) : found.toMatch(wanted));
  };
  return {
    press: async (key, wanted) => {
      await page.keyboard.press(key);
      await expectFocus(wanted);
    },
    type: (text) => page.keyboard.type(text),
    expectFocus,
  };
}

/** Asks Chromium's own accessibility tree, in which a disclosure has a role and a label takes effect as people hear it. */
async function focusOf(page: Page): Promise<() => Promise<string>> {
  const devtools = await page.context().newCDPSession(page);
  return async () => {
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (result.objectId === undefined) return 'nothing';
    const asked = { objectId: result.objectId, fetchRelatives: false };
    // Between two pages there may be no such element any more.
    const answer = await devtools.send('Accessibility.getPartialAXTree', asked).catch(() => null);
    const [node] = answer?.nodes ?? [];
    return node === undefined ? 'nothing' : `${node.role?.value} ${node.name?.value ?? ''}`;
  };
}
