import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { BRAND, COLOURS } from '@/lib/brand';
import { MESSAGES } from '@/messages';
import { authenticator as englishForm } from '@/messages/en/authenticator';
import { moreSessions } from '@/tests/support/more-sessions';
import { breakInitials } from '@/tests/support/states/failure-states';
import { onHosting, test } from './fixture';

const GERMAN = { locale: 'de-DE' } as const;
/** The same of a request that no page makes. */
const ASKING = { 'accept-language': 'de-DE' };

const languageOf = (page: Page) => page.locator('html').getAttribute('lang');

test('a signed-out visitor reads the language that their browser asks for', async ({ visit }) => {
  const page = await visit.signedOut(GERMAN);
  await page.goto('/');
  expect(await languageOf(page)).toBe('de');
  expect(await page.title()).toBe(BRAND.name);
  const source = await (await page.request.get('/sign-in', { headers: ASKING })).text();
  expect(source.slice(0, source.indexOf('</head>')), 'there for the first paint').toContain(
    `<title>Anmelden · ${BRAND.name}</title>`,
  );
  await page.getByRole('heading', { name: 'Niemand ist angemeldet' }).waitFor();
  await page.goto('/nothing-is-here');
  await page.getByRole('heading', { name: 'Hier gibt es nichts' }).waitFor();
});

test.for([true, false])(
  'a visitor reads the sign-in page in another language and is still shown why, with scripts: %s',
  async (javaScriptEnabled, { visit }) => {
    const page = await visit.signedOut({ javaScriptEnabled });
    await page.goto('/sign-in?returnTo=%2Faccount%2Fsessions&error=sign_in_cancelled');
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await languageOf(page)).toBe('de');
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({
      returnTo: '/account/sessions',
      error: 'sign_in_cancelled',
    });
    await page.getByText(MESSAGES.de.errors.sign_in_cancelled.message).waitFor();
    await page.goto('/');
    expect(await languageOf(page)).toBe('de');
  },
);

test.for([true, false])(
  'language and look are chosen on the account page and kept in the session, with scripts: %s',
  async (javaScriptEnabled, { user, visit }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled });
    await page.goto('/account');
    expect(await languageOf(page)).toBe('en');
    await page.getByLabel('Language', { exact: true }).selectOption('Deutsch');
    await page.getByLabel('Appearance', { exact: true }).selectOption('Dark');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Ihre Auswahl ist gespeichert.').waitFor();
    await expectGermanAndDark(page);

    // What is kept in the session, and not in this browser's cookie.
    await page.context().clearCookies({ name: 'latchkey-preferences' });
    await page.goto('/');
    await expectGermanAndDark(page);
    await page.goto('/account');
    expect(await page.getByLabel('Sprache', { exact: true }).inputValue()).toBe('de');
    expect(await page.title()).toBe(`Konto · ${BRAND.name}`);
  },
);

async function expectGermanAndDark(page: Page): Promise<void> {
  await expect.poll(() => languageOf(page)).toBe('de');
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(scheme).toBe('dark');
  const frame = page.locator('meta[name="theme-color"]').first();
  await expect.poll(() => frame.getAttribute('content')).toBe(COLOURS.surface[1]);
}

test('the choice is still there after signing out and in again', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  await page.getByLabel('Language', { exact: true }).selectOption('Deutsch');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Ihre Auswahl ist gespeichert.').waitFor();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Anmelden' }).waitFor();
  await page.goto('/account');
  await page.getByLabel('E-Mail', { exact: true }).fill(user.email);
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByLabel('Passwort', { exact: true }).fill('Wr0ng-Passw0rd!');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByText('E-Mail-Adresse oder Passwort stimmt nicht.').waitFor();
  expect(await leftOver(page)).toEqual([]);
  await page.getByLabel('Passwort', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByRole('heading', { name: 'Ihr Konto', exact: true }).waitFor();
});

/** Pages that are wholly in words of the catalogue. */
const PAGES = [
  '/',
  '/profile',
  '/protected',
  '/protected-client',
  '/account/sessions',
  '/account/activity',
  '/account/security',
  '/account/not-me?session=none',
  '/admin',
  '/account', // the last, whose dates are looked at
];

test('nothing of the English catalogue is left over on German pages, and dates are German', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user, GERMAN);
  for (const path of PAGES) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Abmelden', exact: true }).waitFor();
    expect(await leftOver(page), path).toEqual([]);
  }
  const year = new Date().getFullYear();
  await page
    .getByText(new RegExp(`^\\d\\d\\.\\d\\d\\.${year}, \\d\\d:\\d\\d$`))
    .first()
    .waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

// On the local Hosting the emulator gives the app no role by which it could ask Cognito for users.
test.skipIf(onHosting)('administrators read German too', async ({ user, visit }) => {
  const page = await visit.signedIn('admin@example.com', GERMAN);
  await page.goto(`/admin?person=${encodeURIComponent(user.email)}`);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.getByText('Nirgends angemeldet.').waitFor();
  expect(await leftOver(page)).toEqual([]);
  await page.getByText('Konto sperren', { exact: true }).click();
  const question = page.locator('details[open]');
  await question.getByLabel('Grund').fill('Nicht mehr dabei');
  await question.getByRole('button', { name: 'Das Konto sperren' }).click();
  await page.getByText('Das Konto ist gesperrt. Es war kein Gerät angemeldet.').waitFor();
  await page.getByText('Die Verwaltung hat das Konto gesperrt').waitFor();
});

test('a device is signed out in German, and each thing that happened is told in it', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user, GERMAN);
  await moreSessions(stack, user, 1);
  await page.goto('/account/sessions');
  await page.getByText('Sie sind auf 2 Geräten angemeldet.').waitFor();
  await page.getByLabel(/^.+ unter .+ abmelden$/).click();
  expect(await leftOver(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gerät abmelden' }).click();
  await page.getByText('node unter einem unbekannten System wurde abgemeldet.', { exact: true }).waitFor();
  await page.goto('/account/activity');
  await page.getByText('Sie haben eine Sitzung beendet').waitFor();
  await page.goto('/account/security');
  await page.getByLabel('Jetziges Passwort').fill('Wr0ng-Passw0rd!');
  await page.getByLabel('Neues Passwort').fill('Other-Passw0rd!');
  await page.getByRole('button', { name: 'Passwort ändern' }).click();
  await page.getByText('Ihr jetziges Passwort stimmt nicht.').waitFor();
  expect(await leftOver(page)).toEqual([]);
});

test('a page whose frame fails says so in German, and without colours where they cannot be loaded', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user, GERMAN);
  await page.addInitScript(breakInitials);
  await page.goto('/account');
  const words = MESSAGES.de.frame;
  const colours = page.locator('head > style[data-href="brand-colours"]');
  await page.getByRole('heading', { level: 1, name: words.failedWhy }).waitFor();
  await page.getByRole('button', { name: words.tryAgain }).waitFor();
  await colours.waitFor({ state: 'attached' });

  const withColours = await page.evaluate(async () => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const scripts = names.filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map(async (script) => (await fetch(script)).text()));
    return scripts.filter((_, at) => texts[at]?.includes('brand-colours'));
  });
  expect(withColours).toHaveLength(1);
  await page.route(withColours[0] ?? '', (route) => route.abort());
  await page.reload();
  await page.getByRole('heading', { level: 1, name: words.failedWhy }).waitFor();
  expect(await colours.count()).toBe(0);
});

/** Of every sentence that has some words and is another in German. */
const ENGLISH = [...sentencesOf(MESSAGES.en), ...sentencesOf(englishForm)]
  .map((sentence) => sentence.replace(/<[^>]*>|\{[^}]*\}/g, '\n'))
  .flatMap((sentence) => sentence.split('\n'))
  .map((part) => part.trim())
  .filter((part) => part.split(' ').length > 2);

/** The English sentences that a page shows. */
async function leftOver(page: Page): Promise<string[]> {
  const text = ((await page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ');
  return ENGLISH.filter((sentence) => text.includes(sentence));
}

function sentencesOf(words: object): string[] {
  return Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : sentencesOf(value)));
}
