import { readFileSync } from 'node:fs';
import { isCollection, parse, type Tags } from 'yaml';
import { z } from 'zod';
import type { Template } from './template';

const template = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).optional(),
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/** The functions that YAML templates may write as tags (CloudFormation user guide, "Intrinsic function reference"). */
const FUNCTIONS = [
  ...['Base64', 'Cidr', 'And', 'Equals', 'If', 'Not', 'Or', 'FindInMap', 'GetAtt', 'GetAZs', 'ImportValue'],
  ...['Join', 'Length', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
];
const LONG_FORMS = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...FUNCTIONS.map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

/** `!Sub x` is `{ "Fn::Sub": x }`, whatever `x` is. */
const tags: Tags = [...LONG_FORMS].flatMap(([tag, name]) => [
  { tag, resolve: (text: string) => ({ [name]: text }) },
  ...(['seq', 'map'] as const).map((collection) => ({
    tag,
    collection,
    resolve: (node: unknown) => ({ [name]: isCollection(node) ? node.toJSON() : node }),
  })),
]);

/**
 * Reads a CloudFormation template, in JSON or in YAML with CloudFormation's tags.
 *
 * @throws Error with one line when it cannot be read, or describes no user pool
 */
export function readTemplate(path: string): Template {
  try {
    const read = template.parse(parse(readFileSync(path, 'utf8'), { customTags: tags }));
    const types = Object.values(read.Resources).map(({ Type }) => Type);
    if (types.includes('AWS::Cognito::UserPool')) return read;
    throw new Error('it has no resource of type AWS::Cognito::UserPool');
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(`The template cannot be read from ${path}: ${reason}`, { cause });
  }
}
