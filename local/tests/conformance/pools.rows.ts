import { expect } from 'vitest';
import { area } from './row';
import { expectRefused } from './world';

const { rows, row } = area('Pools');
export const poolRows = rows;

row(
  'CreateUserPool with a name alone',
  'id `<region>_<9 characters>`; policy 8 with all four kinds; MFA off; case sensitive',
  'M',
  async (world) => {
    const { UserPool } = await world.cognito.adminOk('CreateUserPool', { PoolName: 'plain' });
    expect(UserPool.Id).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    expect(UserPool).toMatchObject({
      Name: 'plain',
      MfaConfiguration: 'OFF',
      UsernameConfiguration: { CaseSensitive: true },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
        },
      },
    });
  },
);

row(
  'DescribeUserPool',
  'settings as given, standard and custom attributes, number of users',
  'M',
  async (world) => {
    await world.user();
    const { UserPool } = await world.adminOk('DescribeUserPool', {});
    expect(UserPool).toMatchObject({
      Id: world.poolId,
      UsernameAttributes: ['email'],
      EstimatedNumberOfUsers: 1,
    });
    const names = UserPool.SchemaAttributes.map(({ Name }: { Name: string }) => Name);
    expect(names).toEqual(expect.arrayContaining(['sub', 'email', 'phone_number', 'custom:team']));
  },
  { pool: { Schema: [{ Name: 'team' }] } },
);

row(
  'UpdateUserPool',
  'the new policy holds at once; what is left out is the default again',
  'M',
  async (world) => {
    await world.adminOk('UpdateUserPool', {
      Policies: { PasswordPolicy: { MinimumLength: 20 } },
      AutoVerifiedAttributes: ['email'],
    });
    expectRefused(await world.signUp(world.newEmail()), 'InvalidPasswordException', /not long enough/);
    await world.adminOk('UpdateUserPool', {});
    const { UserPool } = await world.adminOk('DescribeUserPool', {});
    expect(UserPool.Policies.PasswordPolicy.MinimumLength).toBe(8);
    expect(UserPool.UsernameAttributes).toEqual(['email']);
    expectRefused(
      await world.admin('UpdateUserPool', { UsernameAttributes: [] }),
      'InvalidParameterException',
    );
  },
);

row(
  'CreateUserPool with both aliases and username attributes',
  'InvalidParameterException',
  'M',
  async (world) => {
    const answer = await world.cognito.admin('CreateUserPool', {
      PoolName: 'x',
      AliasAttributes: ['email'],
      UsernameAttributes: ['email'],
    });
    expectRefused(answer, 'InvalidParameterException');
  },
);

row(
  'DeleteUserPool',
  'ResourceNotFoundException for it and its clients; refused while protected',
  'M',
  async (world) => {
    await world.adminOk('UpdateUserPool', { DeletionProtection: 'ACTIVE' });
    expectRefused(await world.admin('DeleteUserPool', {}), 'InvalidParameterException');
    await world.adminOk('UpdateUserPool', { DeletionProtection: 'INACTIVE' });
    await world.adminOk('DeleteUserPool', {});
    expectRefused(
      await world.admin('DescribeUserPool', {}),
      'ResourceNotFoundException',
      `User pool ${world.poolId} does not exist.`,
    );
    expectRefused(await world.signIn('x@example.com'), 'ResourceNotFoundException');
  },
);

row('ListUserPools', 'pages of MaxResults, which is required', 'M', async (world) => {
  const first = await world.cognito.adminOk('ListUserPools', { MaxResults: 1 });
  expect(first.UserPools).toHaveLength(1);
  await world.cognito.adminOk('CreateUserPool', { PoolName: 'another' });
  expect((await world.cognito.adminOk('ListUserPools', { MaxResults: 1 })).NextToken).toEqual(
    expect.any(String),
  );
  expectRefused(await world.cognito.admin('ListUserPools', {}), 'InvalidParameterException', /maxResults/);
});

row(
  'Set- and GetUserPoolMfaConfig',
  'ON without any factor is InvalidParameterException; passkey settings are shown here only',
  'M, MS',
  async (world) => {
    expectRefused(
      await world.admin('SetUserPoolMfaConfig', { MfaConfiguration: 'ON' }),
      'InvalidParameterException',
    );
    const config = {
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      WebAuthnConfiguration: { RelyingPartyId: 'example.com', UserVerification: 'required' },
    };
    await world.adminOk('SetUserPoolMfaConfig', config);
    expect(await world.adminOk('GetUserPoolMfaConfig', {})).toEqual(config);
    expect((await world.adminOk('DescribeUserPool', {})).UserPool).not.toHaveProperty(
      'WebAuthnConfiguration',
    );
  },
);

row(
  'A pool’s domain: create, describe, delete',
  'one per pool, one pool per domain; an unknown one is described as empty',
  'M',
  async (world) => {
    const Domain = world.poolId.toLowerCase().replace(/[^a-z0-9]/g, '');
    await world.adminOk('CreateUserPoolDomain', { Domain });
    expectRefused(
      await world.admin('CreateUserPoolDomain', { Domain: 'another' }),
      'InvalidParameterException',
    );
    const describe = async () =>
      (await world.cognito.adminOk('DescribeUserPoolDomain', { Domain })).DomainDescription;
    expect(await describe()).toMatchObject({ UserPoolId: world.poolId, Domain });
    await world.adminOk('DeleteUserPoolDomain', { Domain });
    expect(await describe()).toEqual({});
  },
);
