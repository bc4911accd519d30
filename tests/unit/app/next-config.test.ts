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

async function transportSecurityOf(environment: Readonly<Record<string, string>>) {
  const rules = (await (await configFor(environment)).headers?.()) ?? [];
  return rules.find(({ headers }) => headers.some(({ key }) => key === 'strict-transport-security'));
}

test('an app on https tells browsers to stay there', async () => {
  const rule = await transportSecurityOf({ NODE_ENV: 'production', APP_ORIGIN: 'https://app.example.com' });
  expect(rule?.headers[0]?.value).toMatch(/^max-age=\d{8}$/);
  expect(rule?.has).toBeUndefined();
});

test('a build that does not know its address leaves it to what the proxy says', async () => {
  const rule = await transportSecurityOf({ NODE_ENV: 'production', APP_ORIGIN: '' });
  expect(rule?.has).toEqual([{ type: 'header', key: 'x-forwarded-proto', value: 'https' }]);
});

test.each([
  { NODE_ENV: 'production', APP_ORIGIN: 'http://localhost:3000' },
  { NODE_ENV: 'development', APP_ORIGIN: 'https://app.example.com' },
])('nothing is said of https for %o', async (environment) => {
  expect(await transportSecurityOf(environment)).toBeUndefined();
});

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
