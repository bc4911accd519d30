import { withAuth } from 'next-auth-4/middleware';

// Next 16 does not take `export { default } from 'next-auth/middleware'`, the shorter form of the documentation.
export default withAuth({});

export const config = { matcher: ['/bench/page/:path*', '/api/bench/handler/verified'] };
