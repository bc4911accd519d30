import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalAws } from '../server';
import { POOL_ID, startServer } from './support/server';

const preload = pathToFileURL(fileURLToPath(new URL('../preload.mjs', import.meta.url))).href;
const KEYS = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}/.well-known/jwks.json`;

let local: LocalAws;
beforeAll(async () => {
  local = await startServer();
});
afterAll(() => local.close());

/** Runs a program in a process of its own, with the preload. @returns what it wrote */
async function run(
  program: string,
  port = new URL(local.url).port,
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(
    process.execPath,
    ['--import', preload, '--input-type=module', '--eval', program],
    {
      env: { NODE_ENV: 'test', PATH: process.env.PATH, ...(port && { LOCAL_AWS_PORT: port }) },
      timeout: 30_000,
    },
  );
}

const keyCount = (json: string) => JSON.parse(json).keys.length;

describe('The preload', () => {
  test.each([
    ['fetch', `console.log(await (await fetch('${KEYS}')).text())`],
    ['fetch with a Request', `console.log(await (await fetch(new Request('${KEYS}'))).text())`],
    ['fetch with a URL', `console.log(await (await fetch(new URL('${KEYS}'))).text())`],
    [
      'https.get of a module',
      `import https from 'node:https'; https.get('${KEYS}', (r) => r.pipe(process.stdout))`,
    ],
    [
      'https.request by name',
      `import { request } from 'node:https'; request('${KEYS}', { method: 'GET' }, (r) => r.pipe(process.stdout)).end()`,
    ],
    [
      'https with options',
      `import https from 'https'; https.request({ hostname: 'cognito-idp.us-east-1.amazonaws.com', path: '/${POOL_ID}/.well-known/jwks.json' }, (r) => r.pipe(process.stdout)).end()`,
    ],
    [
      'https with an agent of its own',
      `import https from 'https'; https.get('${KEYS}', { agent: new https.Agent() }, (r) => r.pipe(process.stdout))`,
    ],
  ])('redirects %s', async (_how, program) => {
    expect(keyCount((await run(program)).stdout)).toBe(2);
  });

  test('sends a body and headers on', async () => {
    const { stdout } = await run(`
      const answer = await fetch('https://cognito-idp.us-east-1.amazonaws.com/', {
        method: 'POST', body: '{}', headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' } });
      console.log(answer.status, await answer.text())`);
    expect(stdout).toMatch(/^400 .*InvalidParameterException.*accessToken/);
  });

  test('sends a body in one piece as fetch alone would, with its own type', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const listener = createServer(({ headers }, response) => {
      seen.push(headers);
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    try {
      await run(
        `await fetch('https://x.auth.us-east-1.amazoncognito.com/oauth2/token', {
          method: 'POST', body: new URLSearchParams({ code: '1' }) })`,
        `${port}`,
      );
    } finally {
      listener.close();
    }
    expect(seen).toMatchObject([
      {
        'content-length': '6',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'x-forwarded-host': 'x.auth.us-east-1.amazoncognito.com',
      },
    ]);
  });

  test('lets an unmodified aws-jwt-verify fetch the keys', async () => {
    const program = `
      import { CognitoJwtVerifier } from 'aws-jwt-verify';
      const verifier = CognitoJwtVerifier.create({ userPoolId: '${POOL_ID}', tokenUse: 'access', clientId: null });
      await verifier.hydrate();
      console.log('hydrated');`;
    expect((await run(program)).stdout).toBe('hydrated\n');
    expect((await run(program.replace('aws-jwt-verify', 'aws-jwt-verify-4'))).stdout).toBe('hydrated\n');
  });

  test('says on stderr that it is there', async () => {
    expect((await run('')).stderr).toMatch(
      /^AWS's hosts of Cognito, SES, SSM and STS are the local AWS on port \d+ in this process\.\n$/,
    );
  });

  test.each([
    'https://example.invalid/',
    'https://cognito-idp.us-east-1.amazonaws.com.invalid/',
    'https://evilcognito-idp.us-east-1.amazonaws.com/',
    'https://sts.us-east-1.amazonaws.com.invalid/',
    'https://x.y.auth.us-east-1.amazoncognito.com/',
  ])('leaves %s alone', async (url) => {
    const program = `
      const outcome = (promise) => promise.then(() => 'answered', (error) => (error.cause ?? error).code);
      const https = (await import('node:https')).default;
      const viaHttps = new Promise((resolve, reject) => https.get('${url}', { timeout: 3000 }, resolve).on('error', reject));
      const viaFetch = fetch('${url}', { signal: AbortSignal.timeout(3000) });
      console.log(...(await Promise.all([outcome(viaFetch), outcome(viaHttps)]))); process.exit()`;
    const before = local.services.controls.log.length;
    expect((await run(program)).stdout).not.toContain('answered');
    expect(local.services.controls.log.length).toBe(before);
  });

  test('does nothing without LOCAL_AWS_PORT', async () => {
    const program = `const { default: https } = await import('node:https'); console.log(fetch.toString().includes('native code') || !fetch.toString().includes('AWS_HOST'), https.request.toString().includes('AWS_HOST'))`;
    const { stdout, stderr } = await run(program, '');
    expect({ stdout, stderr }).toEqual({ stdout: 'true false\n', stderr: '' });
  });

  test('refuses a port that is none', async () => {
    await expect(run('', 'x')).rejects.toThrow(/LOCAL_AWS_PORT is not a port/);
  });
});
