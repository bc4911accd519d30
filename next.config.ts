import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // A deployment checks what it deploys; tests and scripts are `npm run check`'s to check.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  // Read at run time by lib/config/config.ts, so the file has to travel with the server.
  outputFileTracingIncludes: { '/**': ['./amplify_outputs.json'] },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
        { key: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
      ],
    },
  ],
};

export default nextConfig;
