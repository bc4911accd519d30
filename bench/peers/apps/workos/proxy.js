import { authkitProxy } from '@workos-inc/authkit-nextjs';

export default authkitProxy({ redirectUri: process.env.WORKOS_CALLBACK });

export const config = { matcher: ['/', '/bench/page/:path*', '/api/bench/handler/verified', '/sign-out'] };
