import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { ManagedPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** What `/admin` asks of Cognito: to find accounts and to look after them, in this pool alone. */
const ADMINISTRATION = [
  'cognito-idp:ListUsers',
  'cognito-idp:AdminGetUser',
  'cognito-idp:AdminDisableUser',
  'cognito-idp:AdminEnableUser',
  'cognito-idp:AdminResetUserPassword',
  'cognito-idp:AdminUserGlobalSignOut',
];

/**
 * The right to administer the pool's users, for the app's compute role. Amplify Hosting gives that role to a branch, not to
 * a backend, so nothing here can attach it: docs/deploy.md says how. Until then it gives nobody anything.
 */
export function definePolicyOfAdministration(scope: Construct, pool: IUserPool): void {
  new ManagedPolicy(scope, 'Administration', {
    // The pool's id is known to whoever attaches it.
    managedPolicyName: `latchkey-administration-${pool.userPoolId}`,
    description: 'Lets the app find and look after the users of its user pool: its /admin page.',
    statements: [new PolicyStatement({ actions: ADMINISTRATION, resources: [pool.userPoolArn] })],
  });
}

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
