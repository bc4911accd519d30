import { seconds } from '../clock';
import type { User } from '../model';
import { attributeList } from './attributes';

/** A user as the administrators' lists show them. */
export const userType = (user: User) => ({
  Username: user.username,
  Attributes: attributesOf(user),
  ...states(user),
});

/** A user as AdminGetUser shows them: nearly the same, under other names. */
export const adminView = (user: User) => ({
  Username: user.username,
  UserAttributes: attributesOf(user),
  ...states(user),
  ...(user.mfa.enabled.length > 0 && { UserMFASettingList: user.mfa.enabled }),
  ...(user.mfa.preferred && { PreferredMfaSetting: user.mfa.preferred }),
});

const states = (user: User) => ({
  UserCreateDate: seconds(user.createdAt),
  UserLastModifiedDate: seconds(user.modifiedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});

/** With the other providers' sign-ins as the attribute that Cognito makes of them. */
export function attributesOf(user: User) {
  const identities = user.identities.map((identity) => ({
    userId: identity.userId,
    providerName: identity.providerName,
    providerType: identity.providerType,
    issuer: null,
    primary: identity.primary,
    dateCreated: identity.linkedAt,
  }));
  const list = attributeList(user.attributes);
  return identities.length > 0 ? [...list, { Name: 'identities', Value: JSON.stringify(identities) }] : list;
}
