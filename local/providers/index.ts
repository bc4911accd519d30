import type { Hono } from 'hono';
import type { Needs } from '../services';
import { registerPeople } from './accounts';
import { registerAuthorize } from './authorize';
import { brands } from './brands';
import { registerMetadata } from './metadata';
import { registerPhoto } from './photo';
import { registerToken } from './token';
import { registerUserInfo } from './user-info';

/** Google, Facebook, Amazon and Apple, each under its own path. */
export function registerSocialProviders(
  app: Hono,
  services: Needs<'clock' | 'directory' | 'social' | 'urls'>,
): void {
  for (const brand of brands) {
    registerMetadata(app, brand, services);
    registerAuthorize(app, brand, services);
    registerToken(app, brand, services);
    registerUserInfo(app, brand, services);
    registerPhoto(app, brand, services);
    registerPeople(app, brand, services);
  }
}
