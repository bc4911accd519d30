import { expect } from 'vitest';
import { area } from './row';
import { expectRefused } from './world';

const { rows, row } = area('Wire');
export const wireRows = rows;

row('An operation that is not served', '400 UnknownOperationException', 'INF', async (world) => {
  expectRefused(await world.call('InventAnOperation', {}), 'UnknownOperationException');
});

row('No X-Amz-Target, or another service’s', '400 UnknownOperationException', 'INF', async (world) => {
  expectRefused(await world.cognito.call('x', {}, { 'x-amz-target': '' }), 'UnknownOperationException');
  expectRefused(
    await world.cognito.call('x', {}, { 'x-amz-target': 'DynamoDB_20120810.GetItem' }),
    'UnknownOperationException',
  );
});

row(
  'Headers of an error',
  'x-amzn-ErrorType with a trailing colon, x-amzn-ErrorMessage, x-amzn-RequestId',
  'AMP',
  async (world) => {
    const { headers, body } = await world.signIn(world.newEmail());
    expect(headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:');
    expect(headers.get('x-amzn-errormessage')).toBe('Incorrect username or password.');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  },
);

row('Content-Type of every answer', 'application/x-amz-json-1.1', 'M', async (world) => {
  expect((await world.signIn(world.newEmail())).headers.get('content-type')).toBe(
    'application/x-amz-json-1.1',
  );
});

row('A preflight request', 'any origin; POST; the headers that Amplify sends', 'AMP', async (world) => {
  const response = await fetch(world.local.url, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-headers': 'x-amz-target,authorization,x-made-up',
    },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-methods')).toContain('POST');
  const allowed = response.headers.get('access-control-allow-headers');
  for (const name of ['content-type', 'x-amz-target', 'x-amz-user-agent', 'cache-control'])
    expect(allowed).toContain(name);
  for (const name of ['authorization', 'x-made-up']) expect(allowed).not.toContain(name);
});

row(
  'Headers that a browser may read',
  'x-amzn-RequestId, x-amzn-ErrorType, x-amzn-ErrorMessage, Date',
  'AMP',
  async (world) => {
    const { headers } = await world.signIn(world.newEmail());
    const exposed = headers.get('access-control-expose-headers');
    for (const name of ['x-amzn-RequestId', 'x-amzn-ErrorType', 'x-amzn-ErrorMessage', 'Date'])
      expect(exposed).toContain(name);
  },
);

for (const [what, input, message] of [
  [
    'a username with a space',
    { Username: 'a b', Password: 'x' },
    /at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern/,
  ],
  [
    'a username of 129 characters',
    { Username: 'x'.repeat(129), Password: 'x' },
    /at 'username' .* Member must have length less than or equal to 128/,
  ],
  [
    'no username',
    { Password: 'x' },
    /^1 validation error detected: Value null at 'username' failed to satisfy constraint: Member must not be null$/,
  ],
  [
    'a client id of other letters',
    { Username: 'x', Password: 'x', ClientId: 'no-such-client' },
    /at 'clientId' failed/,
  ],
] as const) {
  row(`SignUp with ${what}`, `InvalidParameterException in AWS’s words`, 'OB, M', async (world) => {
    expectRefused(await world.call('SignUp', input), 'InvalidParameterException', message);
  });
}

row('Two members out of bounds', '"2 validation errors detected: …; …"', 'OB', async (world) => {
  expectRefused(
    await world.call('SignUp', { Username: '' }),
    'InvalidParameterException',
    /^2 validation errors detected: .*; /,
  );
});

row('A password out of bounds', 'not repeated in the message', 'INF', async (world) => {
  const secret = `secret ${'x'.repeat(300)}`;
  const { body } = await world.call('SignUp', { Username: 'x', Password: secret });
  expect(body.message).not.toContain('secret');
});

row('A member of the wrong type', '400 SerializationException', 'INF', async (world) => {
  expectRefused(await world.call('SignUp', { Username: 7, Password: 'x' }), 'SerializationException');
});

row('A null member that is optional', 'as if it were not there', 'M', async (world) => {
  expect((await world.signUp(world.newEmail(), { SecretHash: null, ValidationData: null })).status).toBe(200);
});

row(
  'Administrators’ operations without a signature',
  '400 MissingAuthenticationTokenException',
  'INF',
  async (world) => {
    expectRefused(
      await world.call('ListUsers', { UserPoolId: world.poolId }),
      'MissingAuthenticationTokenException',
    );
  },
);
