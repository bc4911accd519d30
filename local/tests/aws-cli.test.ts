import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../server';
import { AwsCli } from './support/aws-cli';

let local: LocalAws;
let aws: AwsCli;
/** ` --user-pool-id <id>` */
let pool: string;
let clientId: string;

beforeAll(async () => {
  local = await createLocalAws({ port: 0 });
  aws = new AwsCli(local.url.replace('localhost', '127.0.0.1'));
  const { UserPool } = await aws.run(
    'create-user-pool --pool-name people --username-attributes email --auto-verified-attributes email',
    '--policies',
    'PasswordPolicy={MinimumLength=10,RequireSymbols=false}',
    '--username-configuration',
    'CaseSensitive=false',
  );
  pool = `--user-pool-id ${UserPool.Id}`;
  const { UserPoolClient } = await aws.run(
    `create-user-pool-client ${pool} --client-name tool --explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH`,
  );
  clientId = UserPoolClient.ClientId;
});
afterAll(() => local.close());

const PASSWORD = 'Correct9Horse';

/** Somebody confirmed. @returns ` --username <address>` */
async function person(name: string): Promise<string> {
  const username = `--username ${name}@example.com`;
  await aws.run(
    `admin-create-user ${pool} ${username} --message-action SUPPRESS --temporary-password ${PASSWORD} --user-attributes`,
    `Name=email,Value=${name}@example.com`,
    'Name=email_verified,Value=true',
    `Name=name,Value=${name} of Example`,
  );
  await aws.run(`admin-set-user-password ${pool} ${username} --password ${PASSWORD} --permanent`);
  return username;
}

const signIn = (name: string) =>
  `admin-initiate-auth ${pool} --client-id ${clientId} --auth-flow ADMIN_USER_PASSWORD_AUTH --auth-parameters USERNAME=${name}@example.com,PASSWORD=${PASSWORD}`;

/** Epoch milliseconds: version 1 of the command line prints seconds as they came, version 2 makes a date of them. */
const instantOf = (printed: number | string) =>
  typeof printed === 'number' ? printed * 1000 : Date.parse(printed);

const refused = (error: string, operation: string, message: string) =>
  `An error occurred (${error}) when calling the ${operation} operation: ${message}`;

describe("Debian's aws command line", () => {
  test('describes and changes what it made', async () => {
    const { UserPool } = await aws.run(`describe-user-pool ${pool}`);
    expect(UserPool).toMatchObject({
      Name: 'people',
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OFF',
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireSymbols: false, RequireNumbers: true } },
    });
    expect(instantOf(UserPool.CreationDate)).toBeGreaterThan(Date.now() - 60_000);
    expect(instantOf(UserPool.CreationDate)).toBeLessThan(Date.now() + 60_000);
    const client = `${pool} --client-id ${clientId}`;
    await aws.run(
      `update-user-pool-client ${client} --access-token-validity 15 --token-validity-units AccessToken=minutes --explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH`,
    );
    const { UserPoolClient } = await aws.run(`describe-user-pool-client ${client}`);
    expect(UserPoolClient).toMatchObject({ ClientName: 'tool', AccessTokenValidity: 15 });
    await aws.run(
      `set-user-pool-mfa-config ${pool} --mfa-configuration OPTIONAL --software-token-mfa-configuration Enabled=true`,
    );
    expect(await aws.run(`get-user-pool-mfa-config ${pool}`)).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });

  test('makes a user, who is listed under their group', async () => {
    const ann = await person('ann');
    expect(await aws.run(`admin-get-user ${pool} ${ann}`)).toMatchObject({
      UserStatus: 'CONFIRMED',
      Enabled: true,
      UserAttributes: expect.arrayContaining([{ Name: 'name', Value: 'ann of Example' }]),
    });
    await aws.run(`create-group ${pool} --group-name editors --precedence 3`);
    await aws.run(`admin-add-user-to-group ${pool} ${ann} --group-name editors`);
    expect((await aws.run(`admin-list-groups-for-user ${pool} ${ann}`)).Groups).toMatchObject([
      { GroupName: 'editors', Precedence: 3 },
    ]);
    const { Users } = await aws.run(`list-users-in-group ${pool} --group-name editors`);
    expect(Users).toHaveLength(1);
    await aws.run(`admin-remove-user-from-group ${pool} ${ann} --group-name editors`);
    expect(await aws.run(`list-users-in-group ${pool} --group-name editors`)).toMatchObject({ Users: [] });
  });

  test('finds users by a filter, and reads them page by page', async () => {
    await Promise.all(['bea', 'ben', 'bob'].map(person));
    const emails = ({ Users }: Awaited<ReturnType<AwsCli['run']>>) =>
      Users.flatMap((user: { Attributes: { Name: string; Value: string }[] }) =>
        user.Attributes.filter(({ Name }) => Name === 'email').map(({ Value }) => Value),
      ).sort();
    expect(emails(await aws.run(`list-users ${pool} --filter`, 'email ^= "be"'))).toEqual([
      'bea@example.com',
      'ben@example.com',
    ]);
    // The CLI follows PaginationToken by itself: every page holds one user.
    expect(emails(await aws.run(`list-users ${pool} --page-size 1 --filter`, 'email ^= "b"'))).toHaveLength(
      3,
    );
    const first = await aws.run(`list-users ${pool} --no-paginate --limit 2`);
    const second = await aws.run(
      `list-users ${pool} --no-paginate --limit 60 --pagination-token`,
      first.PaginationToken,
    );
    expect(emails(first)).toHaveLength(2);
    expect(second.PaginationToken).toBeUndefined();
    expect(new Set([...emails(first), ...emails(second)]).size).toBe(
      local.services.users.inPool(pool.slice('--user-pool-id '.length)).length,
    );
  });

  test('signs a user in, and everywhere out', async () => {
    const { AuthenticationResult } = await person('cleo').then(() => aws.run(signIn('cleo')));
    const token = `--access-token ${AuthenticationResult.AccessToken}`;
    expect(await aws.run(`get-user ${token}`)).toMatchObject({
      Username: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    await aws.run(`admin-user-global-sign-out ${pool} --username cleo@example.com`);
    expect(await aws.refusal(`get-user ${token}`)).toBe(
      refused('NotAuthorizedException', 'GetUser', 'Access Token has been revoked'),
    );
  });

  test('disables, enables, resets and deletes a user', async () => {
    const dan = await person('dan');
    await aws.run(`admin-disable-user ${pool} ${dan}`);
    expect(await aws.refusal(signIn('dan'))).toBe(
      refused('NotAuthorizedException', 'AdminInitiateAuth', 'User is disabled.'),
    );
    await aws.run(`admin-enable-user ${pool} ${dan}`);
    expect(await aws.run(signIn('dan'))).toHaveProperty('AuthenticationResult');
    await aws.run(`admin-reset-user-password ${pool} ${dan}`);
    expect(await aws.refusal(signIn('dan'))).toBe(
      refused('PasswordResetRequiredException', 'AdminInitiateAuth', 'Password reset required for the user'),
    );
    await aws.run(`admin-delete-user ${pool} ${dan}`);
    expect(await aws.refusal(`admin-get-user ${pool} ${dan}`)).toBe(
      refused('UserNotFoundException', 'AdminGetUser', 'User does not exist.'),
    );
  });
});
