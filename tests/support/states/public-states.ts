import { ADMIN } from '../browser-actions';
import { memberAt, type Scene, type State, visitorAt } from './state';

/** A page that is asked for and slow to come: the server's answer is held for ever. */
const pending: State = {
  name: 'home/going-elsewhere',
  open: async ({ signedIn, user }: Scene) => {
    const page = await signedIn(user);
    await page.route('**/account**', () => undefined);
    const navigation = page.getByRole('navigation', { name: 'Main' });
    await navigation.getByRole('link', { name: 'Account' }).click();
    await navigation.getByText('Loading', { exact: true }).waitFor({ state: 'attached' });
    return page;
  },
};

/** What anyone may see, and what there is beside the account. */
export const PUBLIC_STATES: readonly State[] = [
  visitorAt('home/visitor', '/', { everyRun: true, readme: 'home' }),
  visitorAt('goodbye', '/goodbye', { everyRun: true }),
  visitorAt('not-found/visitor', '/nothing-is-here', { everyRun: true }),
  memberAt('not-found/member', '/nothing-is-here'),
  memberAt('home/member', '/', ADMIN, { everyRun: true }),
  pending,
];
