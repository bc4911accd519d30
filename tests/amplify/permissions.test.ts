import { beforeAll, describe, expect, test } from 'vitest';
import { type Resource, synthesise, type Template } from '../../scripts/synth';
import { logicalId, only, POOL, resources } from './resources';

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
