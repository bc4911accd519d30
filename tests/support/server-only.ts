// Stands in for the `server-only` package: see the alias in vitest.config.ts.
export {};
