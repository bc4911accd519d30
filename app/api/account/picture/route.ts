import { readPicture } from '@/lib/data/picture';
import { route } from '@/lib/http/respond';

/** The caller's picture, for pages of this site alone. Signing out clears what a browser keeps of it. */
export const GET = route('account/picture', async () => {
  const { type, bytes } = await readPicture();
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'cache-control': 'private, max-age=86400',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
});
