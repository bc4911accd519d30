import type { Page } from 'playwright-core';
import { storageStateOf } from '../../../test-kit/playwright';
import { ADMIN } from '../browser-actions';
import { goOn, memberAt, openAs, type Scene, type State } from './state';

const PATH = '/account/sessions';

const browser = (system: string, rest: string) => `Mozilla/5.0 (${system}) ${rest}`;
const KHTML = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

const USER_AGENTS = [
  browser('iPhone; CPU iPhone OS 18_5 like Mac OS X', `${KHTML} Version/18.5 Mobile/15E148 Safari/604.1`),
  browser('Windows NT 10.0; Win64; x64', `${CHROME} Safari/537.36 Edg/156.0.0.0`),
  browser('Macintosh; Intel Mac OS X 10_15_7', `${KHTML} Version/18.5 Safari/605.1.15`),
  browser('Linux; Android 15; Pixel 9', `${CHROME} Mobile Safari/537.36`),
  browser('X11; Ubuntu; Linux x86_64; rv:140.0', 'Gecko/20100101 Firefox/140.0'),
];

/** Signs the user in on so many more devices, of several kinds. */
export async function signInElsewhere({ stack, user }: Scene, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const userAgent = USER_AGENTS[number % USER_AGENTS.length] ?? '';
    await storageStateOf(stack.origin, user, { userAgent });
  }
}

const devices = (name: string, others: number, more: Partial<State> = {}): State => ({
  name,
  open: async (scene) => {
    await signInElsewhere(scene, others);
    return openAs(scene, PATH);
  },
  ...more,
});

async function openFirst(page: Page): Promise<void> {
  await page
    .getByLabel(/^Sign out .+ on /)
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign it out' }).first().waitFor();
}

const some = devices('devices', 3, { readme: 'devices' });
const many = devices('devices/twenty', 19);
const question = goOn(some, 'devices/question', openFirst);
const pressed = (page: Page) => page.getByRole('button', { name: 'Sign it out' }).first().click();
const says = (page: Page, text: string | RegExp) => page.getByRole('main').getByText(text).first().waitFor();

const questionForAll = goOn(many, 'devices/twenty-question', async (page) => {
  await page.getByText('Sign out all other devices').click();
  await page.getByRole('button', { name: 'Sign out 19 devices' }).waitFor();
});

/** The list of devices, and what becomes of them. */
export const DEVICE_STATES: readonly State[] = [
  memberAt('devices/administrator', PATH, ADMIN, { everyRun: true }),
  memberAt('devices/one', PATH),
  some,
  question,
  goOn(question, 'devices/receipt', async (page) => {
    await pressed(page);
    await says(page, /signed out\.$/);
  }),
  goOn(question, 'devices/gone-already', async (page, { stack }) => {
    await page.route('**/api/account/sessions?watching=1', (route) => route.abort());
    await page.context().request.delete(`${stack.origin}/api/account/sessions?scope=others`);
    await pressed(page);
    await says(page, 'That device was already signed out.');
  }),
  goOn(question, 'devices/offline', async (page) => {
    await page.context().setOffline(true);
    await pressed(page);
    await says(page, 'That did not reach the server.');
  }),
  many,
  questionForAll,
  goOn(questionForAll, 'devices/twenty-receipt', async (page) => {
    await page.getByRole('button', { name: 'Sign out 19 devices' }).click();
    await says(page, '19 other devices signed out.');
  }),
];
