// For `setupFiles` of vitest.config.ts: Next looks for AsyncLocalStorage when its first module is loaded, as its own
// server provides it.
import 'next/dist/server/node-environment-baseline';
