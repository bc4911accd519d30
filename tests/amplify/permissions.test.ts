import { beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_GROUP as MADE_GROUP } from '@/amplify/auth/settings';
import { ADMIN_GROUP } from '@/lib/data/administrators';
import { type Resource, synthesise, type Template } from '../../scripts/synth';
import { logicalId, only, POOL, resources } from './resources';

test('the app knows the group of administrators by the name that it is made under', () => {
  expect(ADMIN_GROUP).toBe(MADE_GROUP);
});

let template: Template;

beforeAll(async () => {
  template = await synthesise({ APP_ORIGINS: 'http://localhost:3000' });
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement;

const thisPool = () => ({ 'Fn::GetAtt': [logicalId(template, POOL), 'Arn'] });

describe('the right to administer users', () => {
  test('is a policy that is named after the pool, for the app’s role', () => {
    const { ManagedPolicyName, Roles } = only(template, 'AWS::IAM::ManagedPolicy').Properties;
    const name = { 'Fn::Join': ['', ['latchkey-administration-', { Ref: logicalId(template, POOL) }]] };
    expect(ManagedPolicyName).toEqual(name);
    expect(Roles).toBeUndefined();
  });

  test('is to do what the page does, in this pool alone', () => {
    expect(statementsOf(only(template, 'AWS::IAM::ManagedPolicy'))).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'cognito-idp:ListUsers',
          'cognito-idp:AdminGetUser',
          'cognito-idp:AdminDisableUser',
          'cognito-idp:AdminEnableUser',
          'cognito-idp:AdminResetUserPassword',
          'cognito-idp:AdminUserGlobalSignOut',
        ],
        Resource: thisPool(),
      },
    ]);
  });
});

interface PoolTriggers {
  readonly PreSignUp: { readonly 'Fn::GetAtt': readonly [id: string, attribute: 'Arn'] };
}

describe('the function that Cognito asks before an account is made', () => {
  /** Amplify has functions of its own beside it. */
  const lambdaId = () =>
    (only(template, POOL).Properties.LambdaConfig as PoolTriggers).PreSignUp['Fn::GetAtt'][0];
  const lambda = () => template.Resources[lambdaId()];

  test('is the pool’s, and quicker than Cognito waits', () => {
    expect(lambda()?.Properties).toMatchObject({ Runtime: 'nodejs22.x', Timeout: 5 });
  });

  test('may find accounts and link sign-ins to them, in this pool alone', () => {
    const policies = resources(template, 'AWS::IAM::Policy').filter((policy) =>
      JSON.stringify(policy).includes('AdminLinkProviderForUser'),
    );
    expect(policies.flatMap(statementsOf)).toEqual([
      {
        Effect: 'Allow',
        Action: ['cognito-idp:ListUsers', 'cognito-idp:AdminLinkProviderForUser'],
        Resource: thisPool(),
      },
    ]);
    const roles = policies.flatMap(({ Properties }) => Properties.Roles as { Ref: string }[]);
    expect(lambda()?.Properties.Role).toEqual({ 'Fn::GetAtt': [roles[0]?.Ref, 'Arn'] });
  });

  test('does not wait for a policy that waits for the pool, which waits for it', () => {
    expect(lambda()).toHaveProperty('DependsOn');
    expect(JSON.stringify(lambda())).not.toMatch(/LinkAccounts|UserPool/);
  });
});
