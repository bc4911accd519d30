import { ADMIN } from '../browser-actions';
import { memberAt, type State } from './state';

/** The pages that show Latchkey itself; `npm run own -- --without-demo` takes them and this list away. */
export const DEMO_STATES: readonly State[] = [
  memberAt('demo/profile', '/profile', ADMIN, { everyRun: true }),
  memberAt('demo/protected', '/protected', ADMIN, { everyRun: true }),
  memberAt('demo/protected-client', '/protected-client', ADMIN, { everyRun: true }),
  memberAt('demo/handbook', '/handbook', ADMIN, { everyRun: true }),
  memberAt('demo/handbook-chapter', '/handbook/devices', ADMIN, { everyRun: true }),
  memberAt('demo/handbook-missing', '/handbook/nowhere'),
];
