import type { z } from 'zod';
import { parseInput } from './input';
import type { Services } from './services';

/** What is known of a request beside its body. */
export interface Call {
  /** The caller's address, for triggers and the log. */
  readonly address?: string;
}

/** One operation of Cognito's JSON API. */
export interface Operation {
  readonly name: string;
  /** `signed` operations are an administrator's: the request must carry a SigV4 header, which is not verified. */
  readonly access: 'public' | 'signed';
  /** Parses and answers. @throws CognitoError */
  readonly run: (body: unknown, services: Services, call: Call) => Promise<object>;
}

interface Definition<Input extends z.ZodType, Used extends keyof Services> {
  readonly name: string;
  readonly access: 'public' | 'signed';
  readonly input: Input;
  handle(input: z.output<Input>, services: Pick<Services, Used>, call: Call): object | Promise<object>;
}

export interface TypedOperation<Input extends z.ZodType> extends Operation {
  /** For callers inside the local AWS, such as the managed-login pages: no parsing, same rules. */
  readonly handle: (input: z.output<Input>, services: Services, call?: Call) => Promise<object>;
}

/** Declares an operation. The type of `handle`'s second parameter says which services it uses. */
export function operation<Input extends z.ZodType, Used extends keyof Services>(
  definition: Definition<Input, Used>,
): TypedOperation<Input> {
  const { name, access, input } = definition;
  return {
    name,
    access,
    handle: async (value, services, call = {}) => definition.handle(value, services, call),
    run: async (body, services, call) => definition.handle(parseInput(input, body), services, call),
  };
}
