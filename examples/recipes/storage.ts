import { getUrl } from 'aws-amplify/storage/server';
import { runWithAwsCredentials } from '@/lib/amplify/server';
import { json, route } from '@/lib/http/respond';

/** An address of the user's own photo that works for a quarter of an hour. */
export const GET = route('photo', async () => {
  const { url } = await runWithAwsCredentials((context) =>
    getUrl(context, { path: ({ identityId }) => `private/${identityId}/photo.jpg` }),
  );
  return json({ url });
});
