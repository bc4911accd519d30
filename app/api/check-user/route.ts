import { currentUsername } from '@/lib/data/current-viewer';
import { json, route } from '@/lib/respond';

/** The signed-in person's Cognito username, or null. */
export const GET = route('check-user', async (_request: Request) => json({ user: await currentUsername() }));
