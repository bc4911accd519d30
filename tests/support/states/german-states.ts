import { ACCOUNT_STATES } from './account-states';
import { ACTIVITY_STATES } from './activity-states';
import { ADMIN_STATES } from './admin-states';
import { AUTHENTICATOR_STATES } from './authenticator-states';
import { DEVICE_STATES } from './device-states';
import { PUBLIC_STATES } from './public-states';
import { SECURITY_STATES } from './security-states';
import { SIGN_IN_STATES } from './sign-in-states';
import { goOn, type State } from './state';

const ALL = [
  ...PUBLIC_STATES,
  ...SIGN_IN_STATES,
  ...AUTHENTICATOR_STATES,
  ...ACCOUNT_STATES,
  ...SECURITY_STATES,
  ...DEVICE_STATES,
  ...ACTIVITY_STATES,
  ...ADMIN_STATES,
];

/** A state that is in its address, in German, whose words are longer: they stick out first. */
function inGerman(name: string): State {
  const state = ALL.find((each) => each.name === name);
  if (state === undefined) throw new Error(`There is no state ${name}.`);
  return {
    name: `german/${name}`,
    open: async (scene) => {
      const page = await state.open(scene);
      await page.context().setExtraHTTPHeaders({ 'accept-language': 'de' });
      await page.reload();
      await page.locator('html[lang=de]').waitFor();
      return page;
    },
    mend: state.mend,
  };
}

const form: State = goOn(inGerman('authenticator/sign-in'), 'german/authenticator/sign-in', (page) =>
  page.getByLabel('Passwort', { exact: true }).waitFor(),
);

const security = inGerman('security/administrator');

/** The pages with the most words, and a step further where the words are others. */
export const GERMAN_STATES: readonly State[] = [
  ...['home/visitor', 'home/member', 'goodbye', 'not-found/visitor'].map(inGerman),
  ...['sign-in', 'sign-in/confirmation', 'sign-in/ending-binding_mismatch'].map(inGerman),
  { ...form, everyRun: true },
  goOn(form, 'german/authenticator/sign-up', async (page) => {
    await page.getByRole('tab', { name: 'Konto anlegen' }).click();
    await page.getByLabel('Passwort wiederholen').waitFor();
  }),
  goOn(form, 'german/authenticator/reset', async (page) => {
    await page.getByRole('button', { name: 'Passwort vergessen?' }).click();
    await page.getByRole('heading', { name: 'Passwort zurücksetzen' }).waitFor();
  }),
  { ...inGerman('account/administrator'), everyRun: true },
  ...['account/google', 'account/sign-in-long-ago'].map(inGerman),
  security,
  goOn(inGerman('security'), 'german/security/authenticator-app', async (page) => {
    await page.getByRole('button', { name: 'Authenticator-App einrichten' }).click();
    await page.getByRole('img', { name: /QR-Code/ }).waitFor();
  }),
  inGerman('devices'),
  goOn(inGerman('devices'), 'german/devices/question', async (page) => {
    await page.locator('li summary').first().click();
    await page.getByRole('button', { name: 'Gerät abmelden' }).first().waitFor();
  }),
  ...['activity/many', 'activity/not-me', 'admin/pages', 'admin/user', 'admin/nobody-elses'].map(inGerman),
];
