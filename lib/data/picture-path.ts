import 'server-only';
import { createHash } from 'node:crypto';
import { config } from '../config/config';

/**
 * Where this site shows a user's picture. The path changes with the picture, so that browsers may keep it.
 *
 * @param picture the address that Cognito has, a provider's
 * @returns null where there is none, or at a server that is not asked for pictures
 */
export function picturePath(picture: string | null): string | null {
  const address = pictureAddress(picture);
  if (address === null) return null;
  const version = createHash('sha256').update(address.href).digest('base64url').slice(0, 12);
  return `/api/account/picture?version=${version}`;
}

/**
 * The address of a picture that this server may ask for. Users may write the attribute themselves, so it goes nowhere else for
 * them.
 */
export function pictureAddress(picture: string | null): URL | null {
  if (picture === null || !URL.canParse(picture)) return null;
  const address = new URL(picture);
  return config().pictureOrigins.includes(address.origin) ? address : null;
}
