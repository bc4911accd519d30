import { expect } from 'vitest';
import { area } from './row';
import { wrong } from './steps';
import { attributesOf, expectRefused, type World } from './world';

const { rows, row } = area('Account');
export const accountRows = rows;

const KEEP = {
  pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
};
const attributes = async (world: World, AccessToken: string) =>
  attributesOf((await world.ok('GetUser', { AccessToken })).UserAttributes);

row('GetUser', 'Username = sub; attributes as strings, "true" included', 'MV', async (world) => {
  const { email, sub } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const user = await world.ok('GetUser', { AccessToken });
  expect(user.Username).toBe(sub);
  expect(attributesOf(user.UserAttributes)).toEqual({ sub, email, email_verified: 'true' });
});

row(
  'A new e-mail address, original kept',
  'the old one stays, and signs in, until the code comes back',
  'M',
  async (world) => {
    const { email } = await world.user();
    const next = world.newEmail();
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'email', Value: next }] };
    const { CodeDeliveryDetailsList } = await world.ok('UpdateUserAttributes', change);
    expect(CodeDeliveryDetailsList).toEqual([
      { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'p***@e***' },
    ]);
    expect(await attributes(world, AccessToken)).toMatchObject({ email, email_verified: 'true' });
    expectRefused(await world.signIn(next), 'NotAuthorizedException');
    await world.ok('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: world.code(next) });
    expect(await attributes(world, AccessToken)).toMatchObject({ email: next, email_verified: 'true' });
    expect((await world.signIn(next)).status).toBe(200);
    expectRefused(await world.signIn(email), 'NotAuthorizedException');
  },
  KEEP,
);

row('A new e-mail address, original not kept', 'the new one at once, unverified', 'G23', async (world) => {
  const { email } = await world.user();
  const next = world.newEmail();
  const { AccessToken } = await world.tokens(email);
  await world.ok('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value: next }] });
  expect(await attributes(world, AccessToken)).toMatchObject({ email: next, email_verified: 'false' });
});

row(
  'A new e-mail address that is another’s',
  'refused',
  'INF',
  async (world) => {
    const [one, other] = [await world.user(), await world.user()];
    const { AccessToken } = await world.tokens(one.email);
    const change = { AccessToken, UserAttributes: [{ Name: 'email', Value: other.email.toUpperCase() }] };
    expectRefused(await world.withToken('UpdateUserAttributes', change), 'UsernameExistsException');
  },
  KEEP,
);

row('UpdateUserAttributes of email_verified', 'NotAuthorizedException', 'OB', async (world) => {
  const { email } = await world.user();
  const { AccessToken } = await world.tokens(email);
  const change = { AccessToken, UserAttributes: [{ Name: 'email_verified', Value: 'true' }] };
  expectRefused(await world.withToken('UpdateUserAttributes', change), 'NotAuthorizedException');
});

row('UpdateUserAttributes with a blank value; DeleteUserAttributes', 'both delete', 'M', async (world) => {
  const { email } = await world.user({ name: 'Ada', locale: 'en' });
  const { AccessToken } = await world.tokens(email);
  await world.ok('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'name', Value: '' }] });
  await world.ok('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['locale'] });
  const left = await attributes(world, AccessToken);
  expect(Object.keys(left).sort()).toEqual(['email', 'email_verified', 'sub']);
});

row(
  'UpdateUserAttributes of an attribute that is not mutable',
  'InvalidParameterException',
  'M',
  async (world) => {
    const { email } = await world.user({ 'custom:tenant': 'one' });
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'custom:tenant', Value: 'two' }] };
    expectRefused(await world.withToken('UpdateUserAttributes', change), 'InvalidParameterException');
  },
  { pool: { Schema: [{ Name: 'tenant', Mutable: false }] } },
);

row(
  'UpdateUserAttributes beyond the client’s WriteAttributes',
  'NotAuthorizedException',
  'OB',
  async (world) => {
    const { email } = await world.user();
    const { AccessToken } = await world.tokens(email);
    const change = { AccessToken, UserAttributes: [{ Name: 'name', Value: 'Ada' }] };
    expectRefused(
      await world.withToken('UpdateUserAttributes', change),
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    );
  },
  { client: { WriteAttributes: ['email'] } },
);

row(
  'GetUserAttributeVerificationCode',
  'code by mail, which VerifyUserAttribute takes',
  'M',
  async (world) => {
    const { email } = await world.user({ email_verified: 'false' });
    const { AccessToken } = await world.tokens(email);
    const { CodeDeliveryDetails } = await world.ok('GetUserAttributeVerificationCode', {
      AccessToken,
      AttributeName: 'email',
    });
    expect(CodeDeliveryDetails.AttributeName).toBe('email');
    const bad = await world.withToken('VerifyUserAttribute', {
      AccessToken,
      AttributeName: 'email',
      Code: wrong(world.code(email)),
    });
    expectRefused(bad, 'CodeMismatchException');
    await world.ok('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: world.code(email) });
    expect((await attributes(world, AccessToken)).email_verified).toBe('true');
  },
);

row('DeleteUser', 'later calls: UserNotFoundException; the address is free again', 'INF', async (world) => {
  const { email } = await world.user();
  const { AccessToken, RefreshToken } = await world.tokens(email);
  expect(await world.ok('DeleteUser', { AccessToken })).toEqual({});
  expectRefused(
    await world.withToken('GetUser', { AccessToken }),
    'UserNotFoundException',
    'User does not exist.',
  );
  expectRefused(await world.refresh(RefreshToken), 'NotAuthorizedException');
  expect((await world.signUp(email)).status).toBe(200);
});
