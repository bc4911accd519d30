import type { z } from 'zod';
import { computeSecretHash } from '../client-secret';
import { CognitoError } from '../errors';
import type { Client } from '../model';
import { operations } from '../operations';
import type { Services } from '../services';

interface OperationCall<Answer extends z.ZodType> {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

/**
 * Does what an app would do by Cognito's JSON API, with the same checks: the pages have no rules of their own.
 * @throws CognitoError as the API would
 */
export async function callOperation<Answer extends z.ZodType>(
  services: Services,
  { name, input, answer }: OperationCall<Answer>,
): Promise<z.output<Answer>> {
  const operation = operations.get(name);
  if (!operation)
    throw new CognitoError('UnknownOperationException', `The local AWS does not serve ${name}.`);
  return answer.parse(await operation.run(input, services, {}));
}

/** The members by which an operation knows the client and whom it is about. */
export function asClient(client: Client, username: string) {
  const secret = client.secret !== undefined && { SecretHash: computeSecretHash(client, username) };
  return { ClientId: client.id, Username: username, ...secret };
}
