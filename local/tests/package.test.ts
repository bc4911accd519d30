import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InstalledPackage, type RunningPackage } from './support/installed-package';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/package/${name}`, import.meta.url));
const PASSWORD = 'Correct-Horse-9!';

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await InstalledPackage.install();
  for (const name of ['pools.json', 'template.yaml', 'own.mjs'])
    await copyFile(fixture(name), join(installed.path, name));
}, 300_000);
afterAll(() => installed?.remove());

/** Runs the package's command for as long as `use` takes. */
async function withLocalAws<T>(
  args: readonly string[],
  use: (local: RunningPackage) => Promise<T>,
): Promise<T> {
  const local = await installed.start(...args);
  try {
    return await use(local);
  } finally {
    await local.stop();
  }
}

const clientOf = ({ url }: RunningPackage) =>
  new CognitoIdentityProviderClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });

/** Signs in by AWS's own client. @returns the claims of the id token */
async function signIn(local: RunningPackage, ClientId: string, USERNAME: string, password = PASSWORD) {
  const { AuthenticationResult } = await clientOf(local).send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME, PASSWORD: password },
    }),
  );
  return decodeJwt(AuthenticationResult?.IdToken ?? '');
}

describe('The package, installed in an empty project', () => {
  test('is JavaScript with its types, and nothing of its tests', async () => {
    const files = await installed.run('ls', '-R', 'node_modules/latchkey-local-aws');
    expect(files).not.toMatch(/\.tsx?$(?<!\.d\.ts)/m);
    expect(files).not.toContain('tests');
    expect(await installed.read('dist/types/index.d.ts')).toContain('createLocalAws');
  });

  test('says what its command takes', async () => {
    expect(await installed.run('npx', '--no', 'latchkey-local-aws', '--', '--help')).toContain(
      '--template <file>',
    );
  });

  test('starts with nothing: a pool is made by Cognito’s own API, and is there after a restart', async () => {
    const ids = await withLocalAws([], async (local) => {
      expect(local.said).toEqual([]);
      const aws = clientOf(local);
      const { UserPool } = await aws.send(new CreateUserPoolCommand({ PoolName: 'people' }));
      const { UserPoolClient } = await aws.send(
        new CreateUserPoolClientCommand({
          UserPoolId: UserPool?.Id,
          ClientName: 'web',
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        }),
      );
      const ada = { UserPoolId: UserPool?.Id, Username: 'ada' };
      await aws.send(
        new AdminCreateUserCommand({ ...ada, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD }),
      );
      await aws.send(new AdminSetUserPasswordCommand({ ...ada, Password: PASSWORD, Permanent: true }));
      return { poolId: UserPool?.Id ?? '', clientId: UserPoolClient?.ClientId ?? '' };
    });
    await withLocalAws([], async (local) => {
      expect(local.said).toEqual([`pool ${ids.poolId} (people), clients: web ${ids.clientId}`]);
      expect(await signIn(local, ids.clientId, 'ada')).toMatchObject({
        iss: `https://cognito-idp.us-east-1.amazonaws.com/${ids.poolId}`,
        'cognito:username': 'ada',
      });
    });
  });

  test('starts with a JSON file', async () => {
    const args = ['--config', 'pools.json', '--in-memory'];
    await withLocalAws(args, async (local) => {
      expect(local.said).toEqual(['pool eu-central-1_Example01 (example), clients: web exampleclient']);
      expect(await signIn(local, 'exampleclient', 'ada@example.com')).toMatchObject({
        iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01',
        email: 'ada@example.com',
        email_verified: true,
        'cognito:groups': ['staff'],
      });
    });
  });

  test('starts with a CloudFormation template, under ids that stay the same', async () => {
    const args = ['--template', 'template.yaml', '--in-memory'];
    const first = await withLocalAws(args, async (local) => {
      const [line = ''] = local.said;
      const [, poolId = '', clientId = ''] =
        /^pool (\S+) \(people-dev\), clients: web-dev (\S+)$/.exec(line) ?? [];
      const claims = await signIn(local, clientId, 'admin@example.com', 'Admin-Passw0rd!');
      expect(claims).toMatchObject({
        iss: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`,
        'cognito:groups': ['admins'],
      });
      return line;
    });
    await withLocalAws(args, async ({ said }) => expect(said).toEqual([first]));
  });

  test('can be started by a test, with its controls', async () => {
    expect(JSON.parse(await installed.run('node', 'own.mjs'))).toMatchObject({ InitiateAuth: 1 });
  });

  test('sends an app’s calls of AWS to itself by its preload', async () => {
    await withLocalAws(['--config', 'pools.json', '--in-memory'], async ({ url }) => {
      const program = `fetch('https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01/.well-known/jwks.json')
        .then((answer) => answer.json()).then(({ keys }) => console.log(keys.length))`;
      const preload = ['--import', 'latchkey-local-aws/preload'];
      const port = `LOCAL_AWS_PORT=${new URL(url).port}`;
      expect(await installed.run('env', port, 'node', ...preload, '--eval', program)).toBe('2\n');
    });
  });

  test('names every wrong field of a file by its path', async () => {
    const user = {
      password: 'short',
      attributes: { email: 'ada@example.com' },
      groups: ['nobody'],
      admin: true,
    };
    const pool = { name: 'people', settings: { UsernameAttributes: ['email'] }, users: [user], client: [] };
    await writeFile(join(installed.path, 'wrong.json'), JSON.stringify({ pools: [pool] }));
    await expect(installed.start('--config', 'wrong.json', '--in-memory')).rejects.toThrow(
      /cannot be read from wrong\.json:\n {2}pools\[0\]\.users\[0\]: .*"admin".*\n {2}pools\[0\]: .*"client"/,
    );
  });

  test('names the path of what Cognito would refuse, in Cognito’s words', async () => {
    const user = { username: 'ada', password: 'short' };
    await writeFile(
      join(installed.path, 'refused.json'),
      JSON.stringify({ pools: [{ name: 'people', users: [user] }] }),
    );
    await expect(installed.start('--config', 'refused.json', '--in-memory')).rejects.toThrow(
      /^pools\[0\]\.users\[0\]\.password: Password did not conform with policy: Password not long enough$/,
    );
  });
});
