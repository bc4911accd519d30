import type { Hono } from 'hono';
import type { Services } from '../services';
import { registerTestClock } from './test-clock';
import { registerTestFaults } from './test-faults';
import { registerTestRequests } from './test-requests';
import { registerTestReset } from './test-reset';
import { registerTestTokenValidity } from './test-token-validity';

/** The `/__test` endpoints: how a test moves time, breaks things, and sees what was asked. */
export function registerTestControls(app: Hono, services: Services): void {
  registerTestReset(app, services);
  registerTestClock(app, services);
  registerTestTokenValidity(app, services);
  registerTestFaults(app, services);
  registerTestRequests(app, services);
}
