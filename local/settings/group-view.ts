import { seconds } from '../clock';
import type { Group } from '../model';

/** A group as the wire shows it. */
export const groupView = (group: Group) => ({
  GroupName: group.name,
  UserPoolId: group.poolId,
  ...(group.description !== undefined && { Description: group.description }),
  ...(group.roleArn !== undefined && { RoleArn: group.roleArn }),
  ...(group.precedence !== undefined && { Precedence: group.precedence }),
  LastModifiedDate: seconds(group.modifiedAt),
  CreationDate: seconds(group.createdAt),
});
