import { expect } from 'vitest';
import { area } from './row';
import { attributesOf, claimsOf, expectRefused } from './world';

const { rows, row } = area('Groups, lists and providers');
export const groupRows = rows;

row(
  'Groups: create, add twice, list, remove, delete',
  'adding twice is a no-op; GroupExistsException; ResourceNotFoundException',
  'MS, M',
  async (world) => {
    const { email, sub } = await world.user();
    const member = { Username: email, GroupName: 'staff' };
    const { Group } = await world.adminOk('CreateGroup', {
      GroupName: 'staff',
      Description: 'people who work here',
      Precedence: 3,
    });
    expect(Group).toMatchObject({
      GroupName: 'staff',
      UserPoolId: world.poolId,
      Precedence: 3,
      CreationDate: expect.any(Number),
    });
    expectRefused(await world.admin('CreateGroup', { GroupName: 'staff' }), 'GroupExistsException');
    for (let i = 0; i < 2; i++) expect(await world.adminOk('AdminAddUserToGroup', member)).toEqual({});
    expect(
      (await world.adminOk('ListUsersInGroup', { GroupName: 'staff' })).Users.map(
        (user: { Username: string }) => user.Username,
      ),
    ).toEqual([sub]);
    expect((await world.adminOk('AdminListGroupsForUser', { Username: email })).Groups).toMatchObject([
      { GroupName: 'staff' },
    ]);
    await world.adminOk('AdminRemoveUserFromGroup', member);
    expect((await world.adminOk('AdminListGroupsForUser', { Username: email })).Groups).toEqual([]);
    await world.adminOk('AdminAddUserToGroup', member);
    await world.adminOk('DeleteGroup', { GroupName: 'staff' });
    expect(claimsOf((await world.tokens(email)).AccessToken)).not.toHaveProperty('cognito:groups');
    expectRefused(
      await world.admin('AdminAddUserToGroup', member),
      'ResourceNotFoundException',
      'Group not found.',
    );
  },
);

row('UpdateGroup and ListGroups', 'what is not mentioned stays', 'M', async (world) => {
  await world.adminOk('CreateGroup', { GroupName: 'staff', Description: 'before', Precedence: 3 });
  await world.adminOk('UpdateGroup', { GroupName: 'staff', Description: 'after' });
  expect((await world.adminOk('ListGroups', {})).Groups).toMatchObject([
    { GroupName: 'staff', Description: 'after', Precedence: 3 },
  ]);
  expect((await world.adminOk('GetGroup', { GroupName: 'staff' })).Group.Description).toBe('after');
});

row('ListUsers by pages', 'every user once, PaginationToken until the last page', 'M', async (world) => {
  const made = [];
  for (let i = 0; i < 5; i++) made.push((await world.user()).sub);
  const seen: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await world.adminOk('ListUsers', { Limit: 2, PaginationToken });
    expect(page.Users.length).toBeLessThanOrEqual(2);
    seen.push(...page.Users.map((user: { Username: string }) => user.Username));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  expect(seen.sort()).toEqual(made.sort());
});

row(
  'ListUsers with filters',
  '=, ^=, status and cognito:user_status; nonsense is InvalidParameterException',
  'M',
  async (world) => {
    const ada = await world.user({ name: 'Ada Lovelace' });
    const grace = await world.user({ name: 'Grace Hopper' });
    await world.adminOk('AdminDisableUser', { Username: grace.email });
    const find = async (Filter: string) =>
      (await world.adminOk('ListUsers', { Filter })).Users.map((user: { Username: string }) => user.Username);
    expect(await find(`email = "${ada.email}"`)).toEqual([ada.sub]);
    expect(await find('name ^= "Grace"')).toEqual([grace.sub]);
    expect(await find('status = "Disabled"')).toEqual([grace.sub]);
    expect((await find('cognito:user_status = "CONFIRMED"')).sort()).toEqual([ada.sub, grace.sub].sort());
    expect(await find(`sub = "${ada.sub}"`)).toEqual([ada.sub]);
    expectRefused(await world.admin('ListUsers', { Filter: 'shoe size > 9' }), 'InvalidParameterException');
  },
);

row('AttributesToGet of ListUsers', 'only those', 'M', async (world) => {
  await world.user({ name: 'Ada' });
  const { Users } = await world.adminOk('ListUsers', { AttributesToGet: ['name'] });
  expect(Users[0].Attributes).toEqual([{ Name: 'name', Value: 'Ada' }]);
});

const GOOGLE = {
  ProviderName: 'Google',
  ProviderType: 'Google',
  ProviderDetails: { client_id: 'id', client_secret: 'secret', authorize_scopes: 'openid email' },
};

row(
  'AdminLinkProviderForUser and AdminDisableProviderForUser',
  '`identities` in GetUser and the ID token; gone afterwards',
  'M',
  async (world) => {
    const { email } = await world.user();
    await world.adminOk('CreateIdentityProvider', GOOGLE);
    const google = {
      ProviderName: 'Google',
      ProviderAttributeName: 'Cognito_Subject',
      ProviderAttributeValue: '10769150350006150715113082367',
    };
    const DestinationUser = { ProviderName: 'Cognito', ProviderAttributeValue: email };
    await world.adminOk('AdminLinkProviderForUser', { DestinationUser, SourceUser: google });
    expectRefused(
      await world.admin('AdminLinkProviderForUser', { DestinationUser, SourceUser: google }),
      'InvalidParameterException',
    );
    const tokens = await world.tokens(email);
    expect(claimsOf(tokens.IdToken).identities).toEqual([
      {
        userId: google.ProviderAttributeValue,
        providerName: 'Google',
        providerType: 'Google',
        issuer: null,
        primary: 'false',
        dateCreated: expect.stringMatching(/^[0-9]{13}$/),
      },
    ]);
    const { UserAttributes } = await world.ok('GetUser', { AccessToken: tokens.AccessToken });
    expect(attributesOf(UserAttributes)).toHaveProperty('identities');
    await world.adminOk('AdminDisableProviderForUser', { User: google });
    expect(claimsOf((await world.tokens(email)).IdToken)).not.toHaveProperty('identities');
  },
);

row(
  'Providers: create, describe, update, list, delete',
  'DuplicateProviderException for the same name; a social name only for its type',
  'M',
  async (world) => {
    await world.adminOk('CreateIdentityProvider', GOOGLE);
    expectRefused(await world.admin('CreateIdentityProvider', GOOGLE), 'DuplicateProviderException');
    expectRefused(
      await world.admin('CreateIdentityProvider', { ...GOOGLE, ProviderName: 'Goggle' }),
      'InvalidParameterException',
    );
    await world.adminOk('UpdateIdentityProvider', {
      ProviderName: 'Google',
      AttributeMapping: { email: 'email' },
    });
    const { IdentityProvider } = await world.adminOk('DescribeIdentityProvider', { ProviderName: 'Google' });
    expect(IdentityProvider).toMatchObject({
      ProviderDetails: GOOGLE.ProviderDetails,
      AttributeMapping: { email: 'email' },
    });
    expect((await world.adminOk('ListIdentityProviders', {})).Providers).toMatchObject([
      { ProviderName: 'Google', ProviderType: 'Google' },
    ]);
    await world.adminOk('DeleteIdentityProvider', { ProviderName: 'Google' });
    expectRefused(
      await world.admin('DescribeIdentityProvider', { ProviderName: 'Google' }),
      'ResourceNotFoundException',
    );
  },
);
