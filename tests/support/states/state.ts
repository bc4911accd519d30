import type { Page } from 'playwright-core';
import type { Account } from '../../../test-kit/accounts';
import type { Visit } from '../../e2e/fixture';
import type { ProductStack } from '../stack';

/** What a state is made with: the running product, browsers for it, and an account that nobody else uses. */
export interface Scene extends Visit {
  readonly stack: ProductStack;
  readonly user: Account;
}

/** One thing that a person may have in front of them. */
export interface State {
  /** What its pictures and its test are called: where it is, then what is there. */
  readonly name: string;
  /** Whether every run of the tests looks at it; the others come with `PICTURES=all`. */
  readonly everyRun?: boolean;
  /** Its name in `docs/images`, if it is one of the README's pictures. */
  readonly readme?: string;
  /** Set where a script of the page fails on purpose, and the console says so. */
  readonly complains?: boolean;
  /** Set where the page runs no scripts, axe's included. */
  readonly scriptless?: boolean;
  /** Brings a page there, and resolves when it shows what it is about. */
  open(scene: Scene): Promise<Page>;
  /** Puts back what `open` took away from others. */
  mend?(scene: Scene): Promise<unknown>;
}

/** What a signed-out visitor sees at an address of the app. */
export function visitorAt(name: string, path: string, more: Partial<State> = {}): State {
  const open = async ({ signedOut }: Scene) => {
    const page = await signedOut();
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  return { name, open, ...more };
}

/** What a signed-in user sees at an address of the app. @param who by default someone new */
export function memberAt(
  name: string,
  path: string,
  who?: { email: string; password: string },
  more: Partial<State> = {},
): State {
  const open = async (scene: Scene) => openAs(scene, path, who);
  return { name, open, ...more };
}

/** A page of a signed-in user at an address of the app. */
export async function openAs(
  { signedIn, user }: Scene,
  path: string,
  who: { email: string; password: string } = user,
): Promise<Page> {
  const page = await signedIn(who);
  await page.goto(path);
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  return page;
}

/** The same state, gone on from by `act`. */
export function goOn(state: State, name: string, act: (page: Page, scene: Scene) => Promise<unknown>): State {
  const open = async (scene: Scene) => {
    const page = await state.open(scene);
    await act(page, scene);
    return page;
  };
  return { name, open, mend: state.mend };
}

/** The next code that `operation` of Cognito is given has expired. `clearFaults` puts that back. */
export function expired({ stack }: Scene, operation: string): Promise<void> {
  return stack.aws.control.injectFault({ operation, mode: 'error', error: 'ExpiredCodeException', times: 1 });
}

/** Cognito answers as it does. */
export function clearFaults({ stack }: Scene): Promise<void> {
  return stack.aws.control.clearFaults();
}
