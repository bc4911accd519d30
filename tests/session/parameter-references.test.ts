import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readParameters, withParameters } from '../../lib/config/parameter-references';
import { fetchParameters } from '../../lib/config/parameter-store';
import { ConfigurationError } from '../../lib/errors';
import { createLocalAws, type LocalAws } from '../../local/server';

const parameters = {
  '/latchkey/main/SESSION_KEYS': { value: 'k1:the-key', type: 'SecureString' },
  '/latchkey/main/REDIS_URL': { value: 'redis://:hunter2@redis', type: 'SecureString' },
} as const;
const references = {
  SESSION_KEYS: 'ssm:/latchkey/main/SESSION_KEYS',
  REDIS_URL: 'ssm:/latchkey/main/REDIS_URL',
};

let local: LocalAws;
beforeAll(async () => {
  local = await createLocalAws({ port: 0, parameters });
  vi.stubEnv('LOCAL_AWS_PORT', new URL(local.url).port);
  await import(/* @vite-ignore */ new URL('../../local/preload.mjs', import.meta.url).href);
  withRole();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await local.close();
});
afterEach(withRole);

/** The compute role's credentials, and no others of this machine. */
function withRole() {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${local.url}/compute-role/credentials`);
}

const elsewhere = () => 'eu-central-1';

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigurationError);
  const { message } = error as ConfigurationError;
  expect(message).toMatch(/^[^\n]+$/);
  expect(message).not.toMatch(/hunter2|the-key/);
  return message;
}

describe('variables that refer to Parameter Store', () => {
  test('are refused until they have been read', () => {
    expect(() => withParameters(references)).toThrow(
      'SESSION_KEYS: /latchkey/main/SESSION_KEYS has not been read from Parameter Store.',
    );
  });

  test('have the values that are kept there, and every other variable its own', async () => {
    const environment = { ...references, LOG_LEVEL: 'ssm:/not/one' };
    await readParameters(environment, fetchParameters, elsewhere);
    expect(withParameters(environment)).toEqual({
      SESSION_KEYS: 'k1:the-key',
      REDIS_URL: 'redis://:hunter2@redis',
      LOG_LEVEL: 'ssm:/not/one',
    });
  });

  test('are not asked for where there are none, whatever credentials are missing', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', undefined);
    await readParameters({ SESSION_KEYS: 'k1:x' }, () => expect.fail('nobody is asked'), elsewhere);
  });
});

describe('a start is stopped in one line that names variable, parameter and what to do', () => {
  test('when a parameter is missing', async () => {
    const wrong = { ...references, REDIS_URL: 'ssm:/latchkey/main/NOTHING' };
    expect(await refusal(readParameters(wrong, fetchParameters, elsewhere))).toBe(
      'REDIS_URL: there is no parameter /latchkey/main/NOTHING in eu-central-1. Make it: aws ssm put-parameter --region eu-central-1 --type SecureString --name /latchkey/main/NOTHING --value …',
    );
  });

  test('when there are no credentials', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', undefined);
    vi.stubEnv('HOME', '/nonexistent');
    const message = await refusal(readParameters(references, fetchParameters, elsewhere));
    expect(message).toContain(
      'SESSION_KEYS (/latchkey/main/SESSION_KEYS), REDIS_URL (/latchkey/main/REDIS_URL)',
    );
    expect(message).toMatch(/no AWS credentials\. .*compute role/);
  });

  test('when the role may not read it', async () => {
    const denied = {
      __type: 'AccessDeniedException',
      message: 'not authorized to perform ssm:GetParameters',
    };
    await withSystemsManager(
      (respond) => respond(400, denied),
      async () => {
        expect(await refusal(readParameters(references, fetchParameters, elsewhere))).toMatch(
          /may not read this\. Allow it ssm:GetParameters/,
        );
      },
    );
  });

  test('when nothing answers in time', async () => {
    await withSystemsManager(
      () => {},
      async () => {
        const asking = fetchParameters([{ variable: 'SESSION_KEYS', path: '/a' }], 'eu-central-1', 300);
        expect(await refusal(asking)).toMatch(
          /^SESSION_KEYS \(\/a\) in eu-central-1: .*did not answer in time/,
        );
      },
    );
  });
});

/** A Systems Manager that answers like this, reached by AWS's own variable for another endpoint. */
async function withSystemsManager(
  answer: (respond: (status: number, body: object) => void) => void,
  use: () => Promise<void>,
): Promise<void> {
  const server = createServer((_request, response) =>
    answer((status, body) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body)),
    ),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await use();
  } finally {
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', undefined);
    server.closeAllConnections();
    server.close();
  }
}
