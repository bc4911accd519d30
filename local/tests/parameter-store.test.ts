import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readParameterFile } from '../parameter-store/parameters';
import { createLocalAws, type LocalAws } from '../server';
import { temporaryDirectory } from './support/temporary-directory';

const preload = new URL('../preload.mjs', import.meta.url).href;

let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({
    port: 0,
    parameters: { '/latchkey/from-start': { value: 'kept', type: 'SecureString' } },
  });
});
afterAll(() => local.close());

const put = (parameters: object) =>
  fetch(`${local.url}/__test/parameters`, { method: 'POST', body: JSON.stringify(parameters) });

/** Runs a program with AWS's own clients, unmodified, in a process that has the compute role's credentials. */
async function run(program: string) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', preload, '--input-type=module', '--eval', program],
    {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        AWS_REGION: 'eu-central-1',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${local.url}/compute-role/credentials`,
        LOCAL_AWS_PORT: new URL(local.url).port,
      },
    },
  );
  return JSON.parse(stdout);
}

describe('AWS Systems Manager', () => {
  test('gives an app its secrets, decrypted, and names those that are missing', async () => {
    await put({ '/latchkey/key': 'secret', '/latchkey/url': { value: 'redis://x', type: 'String' } });
    const answer = await run(`
      import { SSMClient, GetParametersCommand } from '@aws-sdk/client-ssm';
      const Names = ['/latchkey/key', '/latchkey/url', '/latchkey/from-start', '/nothing'];
      const answer = await new SSMClient({}).send(new GetParametersCommand({ Names, WithDecryption: true }));
      console.log(JSON.stringify(answer));`);
    const values = answer.Parameters.map(({ Name, Type, Value }: Record<string, string>) => [
      Name,
      Type,
      Value,
    ]);
    expect(values).toEqual([
      ['/latchkey/key', 'SecureString', 'secret'],
      ['/latchkey/url', 'String', 'redis://x'],
      ['/latchkey/from-start', 'SecureString', 'kept'],
    ]);
    expect(answer.InvalidParameters).toEqual(['/nothing']);
  });

  test('keeps a SecureString secret unless decryption is asked for, and counts versions', async () => {
    await put({ '/latchkey/changed': 'one' });
    await put({ '/latchkey/changed': 'two' });
    const answer = await run(`
      import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
      const ssm = new SSMClient({});
      const get = (input) => ssm.send(new GetParameterCommand({ Name: '/latchkey/changed', ...input }));
      const missing = await get({ Name: '/nothing' }).catch((error) => error.name);
      console.log(JSON.stringify([await get({}), await get({ WithDecryption: true }), missing]));`);
    expect(answer[0].Parameter.Value).not.toContain('two');
    expect(answer[1].Parameter).toMatchObject({ Value: 'two', Version: 2, DataType: 'text' });
    expect(answer[2]).toBe('ParameterNotFound');
  });

  test('refuses who sends no signature, and does not answer under the name of Cognito', async () => {
    const call = async (target: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(local.url, {
        method: 'POST',
        headers: { 'x-amz-target': target, ...headers },
        body: JSON.stringify({ Name: '/latchkey/from-start', WithDecryption: true }),
      });
      return (await answer.json()).__type;
    };
    expect(await call('AmazonSSM.GetParameter')).toBe('MissingAuthenticationTokenException');
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
    expect(await call('AWSCognitoIdentityProviderService.GetParameter', signed)).toBe(
      'UnknownOperationException',
    );
  });

  test('is back at the parameters of the start after a reset', async () => {
    await put({ '/latchkey/key': 'secret', '/latchkey/from-start': 'changed' });
    await fetch(`${local.url}/__test/reset`, { method: 'POST' });
    expect(local.services.parameters.get('/latchkey/key')).toBeUndefined();
    expect(local.services.parameters.get('/latchkey/from-start')?.value).toBe('kept');
  });
});

test('AWS STS says whose credentials the compute role gives', async () => {
  const answer = await run(`
    import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
    console.log(JSON.stringify(await new STSClient({}).send(new GetCallerIdentityCommand({}))));`);
  expect(answer.Account).toBe('000000000000');
  expect(answer.Arn).toMatch(/^arn:aws:sts::000000000000:assumed-role\//);
});

test('A parameter file that cannot be used is refused in one sentence', async () => {
  const directory = await temporaryDirectory('parameters');
  const path = join(directory.path, 'parameters.json');
  expect(() => readParameterFile(path)).toThrow(/^Parameters cannot be read from .*ENOENT/);
  writeFileSync(path, '{"/a": 1}');
  expect(() => readParameterFile(path)).toThrow(/^Parameters cannot be read from .*parameters\.json: .*\/a/s);
  writeFileSync(path, '{"/a": "b"}');
  expect(readParameterFile(path)).toEqual({ '/a': { value: 'b', type: 'SecureString' } });
  await directory.remove();
});
