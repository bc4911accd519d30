import type { Resource, Template } from '../../scripts/synth';

export const POOL = 'AWS::Cognito::UserPool';
export const CLIENT = 'AWS::Cognito::UserPoolClient';
export const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';

/** Every resource of one CloudFormation type, in the template's order. */
export function resources(template: Template, type: string): Resource[] {
  return Object.values(template.Resources).filter((resource) => resource.Type === type);
}

/** The one resource of its type. @throws Error when there is none, or more than one */
export function only(template: Template, type: string): Resource {
  const [resource, ...others] = resources(template, type);
  if (resource && others.length === 0) return resource;
  throw new Error(`expected one ${type}, found ${resources(template, type).length}`);
}

/** The logical id of the one resource of its type, as `Ref` and `Fn::GetAtt` name it. @throws Error like `only` */
export function logicalId(template: Template, type: string): string {
  const resource = only(template, type);
  return Object.entries(template.Resources).flatMap(([id, each]) => (each === resource ? [id] : []))[0] ?? '';
}
