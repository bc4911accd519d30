import { withAuth } from '@workos-inc/authkit-nextjs';

export const verify = async () => (await withAuth()).user !== null;
