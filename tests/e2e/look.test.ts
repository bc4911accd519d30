import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createAccount } from '@/test-kit/accounts';
import { STATES } from '@/tests/support/states';
import { lookOver, takeForReadme } from '@/tests/support/states/look-over';
import type { Scene, State } from '@/tests/support/states/state';
import { POOL_ID } from '@/tests/support/token-probe';
import { onHosting, test, testOn, type Visit } from './fixture';

/** Every state, with pictures of each: what `npm run screenshots` asks for. Some take Redis or Cognito away. */
const wantsAll = process.env.PICTURES === 'all' && !onHosting;

/** What the console will have said: a script that the policy blocks, or markup that React did not expect. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
  return complaints;
}

/** The same scene, with an ear for what the console of its first page says. */
function overheard(scene: Scene): { scene: Scene; complaints: () => readonly string[] } {
  let complaints: readonly string[] = [];
  const listen = (page: Page) => {
    complaints = complaintsOf(page);
    return page;
  };
  return {
    scene: {
      ...scene,
      signedOut: async (options?: BrowserContextOptions) => listen(await scene.signedOut(options)),
      signedIn: async (who, options) => listen(await scene.signedIn(who, options)),
    },
    complaints: () => complaints,
  };
}

async function look(state: State, { stack, visit }: Pick<Scene, 'stack'> & { visit: Visit }) {
  // As people are called: the README shows some of the pictures.
  const email = wantsAll && state.readme !== undefined ? `ada@${state.readme}.example` : undefined;
  const person = { name: 'Ada Lovelace', ...(email && { email }) };
  const user = await createAccount(person, { localAws: stack.aws.url, userPoolId: POOL_ID });
  const { scene, complaints } = overheard({ stack, user, ...visit });
  try {
    const page = await state.open(scene);
    expect(await lookOver(page, wantsAll ? state.name : null, state.scriptless ? [] : undefined)).toEqual([]);
    if (wantsAll && state.readme !== undefined) await takeForReadme(page, state.readme);
    if (!state.complains) expect(complaints()).toEqual([]);
  } finally {
    await state.mend?.(scene);
  }
}

const TITLE = '$name: axe finds nothing, and nothing sticks out';

// Vitest reads which fixtures a test needs from its parameters.
if (wantsAll) {
  testOn({}).for(STATES)(TITLE, (state, { stack, visit }) => look(state, { stack, visit }));
} else {
  const always = STATES.filter(({ everyRun }) => everyRun);
  test.for(always)(TITLE, (state, { stack, visit }) => look(state, { stack, visit }));
}
