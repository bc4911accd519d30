import { seconds } from '../clock';
import type { Client } from '../model';

/** A client as DescribeUserPoolClient shows it. */
export const clientView = (client: Client) => ({
  ...client.settings,
  UserPoolId: client.poolId,
  ClientId: client.id,
  ...(client.secret !== undefined && { ClientSecret: client.secret }),
  CreationDate: seconds(client.createdAt),
  LastModifiedDate: seconds(client.modifiedAt),
});
