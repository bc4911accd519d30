import { currentUsername } from '@/lib/data/amplify-viewer';
import { json, route } from '@/lib/http/respond';

/** The signed-in user's Cognito username, or null. */
export const GET = route('check-user', async (_request: Request) => json({ user: await currentUsername() }));
