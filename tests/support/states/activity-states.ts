import { ADMIN } from '../browser-actions';
import { moreSessions } from '../more-sessions';
import { signInElsewhere } from './device-states';
import { goOn, memberAt, openAs, type State } from './state';

const PATH = '/account/activity';

/** Someone who signed in on many devices and out of them again. */
const eventful: State = {
  name: 'activity/many',
  open: async (scene) => {
    const page = await openAs(scene, '/account');
    await moreSessions(scene.stack, scene.user, 19);
    await page.context().request.delete(`${scene.stack.origin}/api/account/sessions?scope=others`, {
      headers: { origin: scene.stack.origin },
    });
    await signInElsewhere(scene, 2);
    await page.goto(PATH);
    await page.getByText('You ended 19 sessions').waitFor();
    return page;
  },
};

const strange = goOn(memberAt('', '/account'), 'activity/not-me', async (page, scene) => {
  await signInElsewhere(scene, 1);
  await page.goto('/account/sessions');
  await page
    .getByLabel(/^Sign out .+ on /)
    .first()
    .click();
  await page.getByRole('button', { name: /not me/i }).click();
  await page.getByRole('heading', { name: 'That wasn’t you' }).waitFor();
});

/** The address of an e-mail about a device that is signed in all the while. */
const stillThere = goOn(memberAt('', '/account'), 'activity/not-me-still-in', async (page, scene) => {
  await signInElsewhere(scene, 1);
  const answer = await page.context().request.get(`${scene.stack.origin}/api/account/sessions`);
  const { sessions }: { sessions: ReadonlyArray<{ publicId: string; current: boolean }> } =
    await answer.json();
  const other = sessions.find(({ current }) => !current);
  await page.goto(`/account/not-me?session=${other?.publicId}`);
  await page.getByText('That device is still signed in.').waitFor();
});

/** What happened, in words. */
export const ACTIVITY_STATES: readonly State[] = [
  memberAt('activity/administrator', PATH, ADMIN, { everyRun: true }),
  memberAt('activity/sign-ins', `${PATH}?show=sign-ins`, ADMIN, { everyRun: true }),
  memberAt('activity/new', PATH),
  memberAt('activity/none', `${PATH}?show=changes`),
  eventful,
  goOn(eventful, 'activity/second-page', async (page) => {
    await page.getByRole('link', { name: 'Sign-ins' }).click();
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'First page' }).waitFor();
  }),
  strange,
  stillThere,
  memberAt('activity/not-me-unknown', '/account/not-me?session=unknown', ADMIN, { everyRun: true }),
];
