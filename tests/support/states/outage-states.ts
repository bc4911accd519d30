import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ADMIN } from '../browser-actions';
import { goOn, memberAt, openAs, type Scene, type State } from './state';

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** The app hears of Redis again by itself. @throws Error when it does not within a quarter of a minute */
async function resumeRedis({ stack }: Scene): Promise<void> {
  await stack.redis.resume();
  for (let tries = 0; tries < 75; tries += 1) {
    if ((await fetch(`${stack.origin}/api/health/ready`)).ok) return;
    await pause(200);
  }
  throw new Error('The app did not become ready again.');
}

const withoutRedis = (name: string, go: (page: Page, scene: Scene) => Promise<unknown>): State => ({
  name,
  open: async (scene) => {
    const page = await openAs(scene, '/account/sessions');
    await scene.stack.redis.halt();
    await go(page, scene);
    return page;
  },
  mend: resumeRedis,
});

/** Cognito does not answer what a page asks of it. */
const withoutCognito = (name: string, operation: string, state: State): State => ({
  name,
  open: async (scene) => {
    await scene.stack.aws.control.injectFault({ operation, mode: 'error', times: 1_000 });
    return state.open(scene);
  },
  mend: ({ stack }) => stack.aws.control.clearFaults(),
});

const AWAY = /does not answer at the moment|cannot be read at the moment|can['’]t sign you in/;

/** What is left while Redis or Cognito is away. */
export const OUTAGE_STATES: readonly State[] = [
  withoutRedis('redis-away/page', async (page) => {
    await page.goto('/account');
    await says(page, AWAY);
  }),
  withoutRedis('redis-away/open-page', (page) => says(page, AWAY)),
  withoutRedis('redis-away/home', async (page) => {
    await page.goto('/');
    await says(page, AWAY);
  }),
  {
    name: 'redis-away/sign-in',
    open: async (scene) => {
      const page = await scene.signedOut();
      await scene.stack.redis.halt();
      await page.goto('/sign-in?returnTo=/account');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    mend: resumeRedis,
  },
  withoutCognito('cognito-away/attributes', 'GetUser', memberAt('', '/account/security')),
  withoutCognito('cognito-away/passkeys', 'ListWebAuthnCredentials', memberAt('', '/account/security')),
  withoutCognito('cognito-away/users', 'ListUsers', memberAt('', '/admin', ADMIN)),
  withoutCognito(
    'cognito-away/delete',
    'DeleteUser',
    goOn(memberAt('', '/account'), '', async (page) => {
      await page.getByLabel('To confirm, type delete').fill('delete');
      await page.getByRole('button', { name: 'Delete account' }).click();
      await says(page, AWAY);
    }),
  ),
];
