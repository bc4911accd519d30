import type { Viewer } from '@/lib/data/viewer';

/** What to call a user: the name they gave, or else the address or user name they signed in with. */
export function displayName(viewer: Pick<Viewer, 'name' | 'email' | 'username'>): string {
  return viewer.name?.trim() || viewer.email || viewer.username;
}
