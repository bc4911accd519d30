import type { NextConfig } from 'next';

const root = process.cwd();

const nextConfig: NextConfig = {
  turbopack: { root },
  outputFileTracingRoot: root,
  outputFileTracingIncludes: { '/**': ['./amplify_outputs.json'] },
  outputFileTracingExcludes: { '**': ['./node_modules/@img/**', './node_modules/sharp/**'] },
};

export default nextConfig;
