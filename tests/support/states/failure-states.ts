import type { Page } from 'playwright-core';
import { openAs, type Scene, type State, visitorAt } from './state';

const headed = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Breaks the frame of a signed-in user: the initials that stand for their picture. For a page's first script. */
export function breakInitials(): void {
  String.prototype.toLocaleUpperCase = () => {
    throw new Error('Initials cannot be written.');
  };
}

/** A page of a member on which a script fails as it starts: what the browser gives it is not what it promises. */
const broken = (name: string, path: string, breakIt: () => void, heading: string): State => ({
  name,
  complains: true,
  open: async ({ signedIn, user }: Scene) => {
    const page = await signedIn(user);
    await page.addInitScript(breakIt);
    await page.goto(path);
    await headed(page, heading);
    return page;
  },
});

/** Without scripts nothing is added to what the server has rendered. */
const withoutScripts = (name: string, path: string): State => ({
  name,
  scriptless: true,
  open: async ({ signedIn, user }: Scene) => {
    const page = await signedIn(user, { javaScriptEnabled: false });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  },
});

/** What is left when a page itself fails, or its browser does not do all that others do. */
export const FAILURE_STATES: readonly State[] = [
  broken(
    'failure/page',
    '/account/sessions',
    () => {
      const get = () => {
        throw new Error('Times cannot be written.');
      };
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', { get });
    },
    'That did not work',
  ),
  broken('failure/frame', '/account/sessions', breakInitials, 'Something went wrong on our side.'),
  visitorAt('failure/cognito-away', '/unavailable?reason=identity_provider_unavailable&returnTo=/account'),
  {
    name: 'failure/offline',
    open: async (scene) => {
      const page = await openAs(scene, '/account');
      await page.context().setOffline(true);
      await page.getByText('The server cannot be reached.').waitFor();
      return page;
    },
  },
  withoutScripts('without-scripts/account', '/account'),
  withoutScripts('without-scripts/security', '/account/security'),
  withoutScripts('without-scripts/client-guard', '/protected-client'),
  withoutScripts('without-scripts/not-found', '/nothing-is-here'),
];
