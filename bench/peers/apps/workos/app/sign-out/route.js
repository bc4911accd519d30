import { signOut } from '@workos-inc/authkit-nextjs';

export const GET = () => signOut();
