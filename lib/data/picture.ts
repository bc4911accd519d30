import 'server-only';
import { LatchkeyError } from '../errors';
import { fetchPicture, type Picture } from '../http/picture';
import { pictureAddress } from './picture-path';
import { requireSession } from './viewer';

/**
 * The caller's picture, from where Cognito says that it is.
 *
 * @throws LatchkeyError `unauthenticated`, `store_unavailable`, or `not_found` for whatever keeps it from being shown
 */
export async function readPicture(): Promise<Picture> {
  const { identity } = await requireSession();
  const address = pictureAddress(identity.picture);
  const picture = address && (await fetchPicture(address).catch(() => null));
  if (picture === null) throw new LatchkeyError('not_found');
  return picture;
}
