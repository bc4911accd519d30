import { z } from 'zod';
import { CognitoError, invalidParameter } from './errors';

/** Shapes of request members that many operations share, with the limits of AWS's service model. */

export const username = z.string().min(1).max(128).regex(/^\S+$/u);
export const password = z.string().max(256).regex(/^\S+$/u);
export const code = z.string().min(1).max(2048).regex(/^\S+$/u);
export const session = z.string().min(20).max(2048);
export const clientId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+]+$/);
export const poolId = z
  .string()
  .min(1)
  .max(55)
  .regex(/^[\w-]+_[0-9a-zA-Z]+$/);
export const token = z.string().regex(/^[A-Za-z0-9-_=.]+$/);
export const secretHash = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=/]+$/);
export const groupName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u);
export const attributeName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u);
export const attributes = z
  .array(z.object({ Name: attributeName, Value: z.string().max(2048).default('') }))
  .max(100)
  .default([]);
export const domain = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
export const contact = z.enum(['email', 'phone_number']);
export const texts = z.record(z.string(), z.string());
/** Accepted and passed on to triggers or ignored, as Cognito does with its analytics. */
export const metadata = {
  ClientMetadata: texts.optional(),
  AnalyticsMetadata: z.unknown().optional(),
  UserContextData: z.unknown().optional(),
};

export type AttributeList = z.output<typeof attributes>;

export const attributeMap = (list: AttributeList): Record<string, string> =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** @throws InvalidParameterException */
export function requiredText(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/** @throws InvalidParameterException in AWS's words, SerializationException for a member of the wrong type. */
export function parseInput<Input extends z.ZodType>(input: Input, body: unknown): z.output<Input> {
  const parsed = input.safeParse(body);
  if (parsed.success) return parsed.data;
  const wrongType = parsed.error.issues.find(
    (issue) => issue.code === 'invalid_type' && given(body, issue.path) !== undefined,
  );
  if (wrongType) throw new CognitoError('SerializationException', 'Request member has an unexpected type.');
  const problems = parsed.error.issues.map((issue) => constraint(issue, given(body, issue.path)));
  const noun = problems.length === 1 ? 'validation error' : 'validation errors';
  throw invalidParameter(`${problems.length} ${noun} detected: ${problems.join('; ')}`);
}

type Issue = z.core.$ZodIssue;

/** Secrets are not repeated in error messages. */
const HIDDEN = /password|token|secret|code|session/i;
const LONGEST_ECHO = 128;

function constraint(issue: Issue, value: unknown): string {
  const names = issue.path.map(String);
  const field = names.map((name) => name.slice(0, 1).toLowerCase() + name.slice(1)).join('.');
  const shown = value === undefined ? 'null' : `'${echo(names, value)}'`;
  return `Value ${shown} at '${field}' failed to satisfy constraint: ${rule(issue, value)}`;
}

function echo(names: string[], value: unknown): string {
  if (HIDDEN.test(names.join('.'))) return '***';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_ECHO);
}

function rule(issue: Issue, value: unknown): string {
  if (value === undefined) return 'Member must not be null';
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number'
        ? `Member must have value greater than or equal to ${issue.minimum}`
        : `Member must have length greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'number'
        ? `Member must have value less than or equal to ${issue.maximum}`
        : `Member must have length less than or equal to ${issue.maximum}`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${pattern(issue)}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    default:
      return 'Member is not valid';
  }
}

const pattern = (issue: Issue) =>
  'pattern' in issue && issue.pattern ? issue.pattern.replace(/^\/\^?|\$?\/\w*$/g, '') : issue.message;

function given(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[name];
  }
  return value ?? undefined;
}
