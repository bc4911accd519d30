import type { Hono } from 'hono';
import type { Services } from '../services';

/** Everything on the port beside Cognito's JSON API and the test controls. */
export function registerEndpoints(_app: Hono, _services: Services): void {}
