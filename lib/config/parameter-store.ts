import 'server-only';
import { GetParametersCommand, type GetParametersResult, SSMClient } from '@aws-sdk/client-ssm';
import { ConfigurationError } from '../errors';
import { withinLimit } from './within-limit';

/** A variable whose value is a parameter's. */
export interface Reference {
  readonly variable: string;
  /** The parameter's name. */
  readonly path: string;
}

/** How long a start may wait for credentials and values together. */
const LIMIT_MS = 5000;

/** Why nothing could be read, by the name of AWS's error, and what to do about it. */
const CAUSES: Readonly<Record<string, string>> = {
  AccessDeniedException:
    "the app's role may not read this. Allow it ssm:GetParameters on these parameters, and kms:Decrypt if they are encrypted with a key of your own",
  CredentialsProviderError:
    'there are no AWS credentials. In the Amplify console, App settings, IAM roles, give the app a compute role',
  TimeoutError:
    'Parameter Store did not answer in time. Start again, and look whether AWS can be reached from here',
};

/**
 * Asks AWS Systems Manager for the parameters' values, decrypted, with the credentials of the process's role.
 *
 * @param references at most ten different parameters, which is what one call can ask for
 * @param limitMs milliseconds until it counts as unreachable
 * @returns values by parameter name
 * @throws ConfigurationError saying which variable, which parameter and what to do; never a value
 */
export async function fetchParameters(
  references: readonly Reference[],
  region: string,
  limitMs = LIMIT_MS,
): Promise<ReadonlyMap<string, string>> {
  const Names = [...new Set(references.map(({ path }) => path))];
  const client = new SSMClient({ region });
  try {
    const answer = await withinLimit(
      (abortSignal) =>
        client.send(new GetParametersCommand({ Names, WithDecryption: true }), { abortSignal }),
      limitMs,
    );
    return valuesOf(answer, references, region);
  } catch (error) {
    throw error instanceof ConfigurationError ? error : explain(error, references, region);
  } finally {
    client.destroy();
  }
}

function valuesOf(
  { Parameters = [] }: GetParametersResult,
  references: readonly Reference[],
  region: string,
): Map<string, string> {
  const found = Parameters.flatMap(({ Name, Value }) => (Name && Value ? [[Name, Value] as const] : []));
  const values = new Map(found);
  const [missing] = references.filter(({ path }) => !values.has(path));
  if (missing === undefined) return values;
  throw new ConfigurationError(
    `${missing.variable}: there is no parameter ${missing.path} in ${region}. Make it: aws ssm put-parameter --region ${region} --type SecureString --name ${missing.path} --value …`,
  );
}

function explain(error: unknown, references: readonly Reference[], region: string): ConfigurationError {
  const name = error instanceof Error ? error.name : 'Error';
  const reason = Object.hasOwn(CAUSES, name)
    ? CAUSES[name]
    : `Parameter Store answered with ${name}. Start again, and look it up in the Systems Manager API reference if it stays`;
  const what = references.map(({ variable, path }) => `${variable} (${path})`).join(', ');
  return new ConfigurationError(`${what} in ${region}: ${reason}. See docs/deploy.md.`, { cause: error });
}
