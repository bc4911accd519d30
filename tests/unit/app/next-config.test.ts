import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** Next reads its configuration anew for each build and each start. */
async function configFor(environment: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return (await import('../../../next.config.mjs')).default;
}

test('server actions are taken from the public host, whatever host name reaches Next', async () => {
  const config = await configFor({ NODE_ENV: 'production', APP_ORIGIN: 'https://app.example.com' });
  expect(config.experimental?.serverActions?.allowedOrigins).toEqual(['app.example.com']);
});

test('the database of places travels with the server', async () => {
  const { outputFileTracingIncludes } = await configFor({ PLACES_DATABASE: 'data/city.mmdb' });
  expect(outputFileTracingIncludes?.['/**']).toEqual(['./amplify_outputs.json', './data/city.mmdb']);
});

test('links are checked against the pages that there are', async () => {
  expect((await configFor({})).typedRoutes).toBe(true);
});
