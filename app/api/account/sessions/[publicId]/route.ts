import { endDevice } from '@/lib/data/devices';
import { NO_STORE } from '@/lib/http/respond';
import { maintainingMutation } from '@/lib/maintenance';

type Context = { readonly params: Promise<{ readonly publicId: string }> };

/** Ends one of the caller's sessions; another person's answers like one that does not exist. */
export const DELETE = maintainingMutation(
  'account/sessions/:publicId',
  async (_request: Request, context: Context) => {
    await endDevice((await context.params).publicId);
    return new Response(null, { status: 204, headers: NO_STORE });
  },
);
