import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * Lets the pre-sign-up function find an account and link a sign-in to it. A policy beside the role: one of the role's own
 * would have to exist before the function, which has to exist before the pool that the policy names.
 */
export function allowLinking(scope: Construct, pool: IUserPool, { role }: IFunction): void {
  if (role === undefined) throw new Error('The pre-sign-up function has no role of its own.');
  const actions = ['cognito-idp:ListUsers', 'cognito-idp:AdminLinkProviderForUser'];
  const statements = [new PolicyStatement({ actions, resources: [pool.userPoolArn] })];
  new Policy(scope, 'LinkAccounts', { statements, roles: [role] });
}
