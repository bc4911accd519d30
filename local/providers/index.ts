import type { Hono } from 'hono';
import type { Needs } from '../services';
import { registerPeople } from './accounts';
import { registerAuthorize } from './authorize';
import { brandOf, brands } from './brands';
import { registerMetadata } from './metadata';
import { registerPhoto } from './photo';
import { registerToken } from './token';
import { registerUserInfo } from './user-info';

/** Google, Facebook, Amazon and Apple, and those that the template's pools have beside them, each under its own path. */
export function registerSocialProviders(
  app: Hono,
  services: Needs<'clock' | 'directory' | 'social' | 'urls'>,
): void {
  const own = [...services.directory.providers.values()].filter(({ played }) => played).map(brandOf);
  const all = [...brands, ...own.filter((brand) => brand !== undefined)];
  const byPath = new Map(all.map((brand) => [brand.path, brand]));
  for (const brand of byPath.values()) {
    registerMetadata(app, brand, services);
    registerAuthorize(app, brand, services);
    registerToken(app, brand, services);
    registerUserInfo(app, brand, services);
    registerPhoto(app, brand, services);
    registerPeople(app, brand, services);
  }
}
