import { leavePage } from '@/lib/data/leave-page';
import { readOwnData } from '@/lib/data/own-data';
import { NO_STORE } from '@/lib/http/respond';

/** Everything that is held about the caller, as a file. Opened by a link, so what goes wrong leads to a page. */
export async function GET(): Promise<Response> {
  const data = await readOwnData().catch((error: unknown) => leavePage(error, '/account'));
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      ...NO_STORE,
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="account-${data.madeAt.slice(0, 10)}.json"`,
    },
  });
}
