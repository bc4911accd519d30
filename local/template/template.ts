/** A CloudFormation template, as far as it is read here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What a `Ref` gives for each logical id, and the pseudo parameters. */
export type References = ReadonlyMap<string, string>;

/**
 * Replaces CloudFormation's functions by values. What would be an ARN or a secret in AWS becomes a stable local
 * stand-in, since nothing outside could be asked for it.
 *
 * @throws Error naming a function that is not resolved here, such as `Fn::If`
 */
export function resolve(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, references));
  if (typeof value !== 'object' || value === null) return value;
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Ref') return references.get(String(argument)) ?? String(argument);
  if (name === 'Fn::GetAtt') return attribute(argument);
  if (name === 'Fn::Join') return joined(resolve(argument, references));
  if (name === 'Fn::Sub') return substituted(argument, references);
  if (name?.startsWith('Fn::'))
    throw new Error(`The template uses ${name}, which the local AWS does not resolve.`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, references)]));
}

function attribute(argument: unknown): string {
  const [resource = '', name = ''] = Array.isArray(argument)
    ? argument.map(String)
    : String(argument).split('.');
  return name === 'Arn'
    ? `arn:aws:iam::000000000000:role/${resource}`
    : `local-${name.toLowerCase().replaceAll('_', '-')}`;
}

function joined(argument: unknown): string {
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(String).join(separator);
}

function substituted(argument: unknown, references: References): string {
  const text = Array.isArray(argument) ? String(argument[0]) : String(argument);
  return text.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => references.get(name) ?? name);
}
