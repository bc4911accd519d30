import { CognitoError } from '../errors';
import type { Client, Pool, User } from '../model';
import { regionOf } from '../urls';

/** The triggers that are run here. Others that a pool declares are named in a warning at the start. */
export const TRIGGERS = ['PreSignUp', 'PostConfirmation', 'PreTokenGeneration'] as const;
export type TriggerName = (typeof TRIGGERS)[number];

/** What Lambda would call: asynchronous, or with a callback. */
export type TriggerHandler = (
  event: TriggerEvent,
  context: object,
  callback: (error: unknown, result?: unknown) => void,
) => unknown;

/** The event of Cognito's triggers (developer guide, "Customizing user pool workflows with Lambda triggers"). */
export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown>;
}

export interface Occasion {
  readonly name: TriggerName;
  /** Such as `PreSignUp_SignUp`. */
  readonly source: string;
  readonly pool: Pool;
  readonly client?: Client;
  readonly user: Pick<User, 'username' | 'attributes'>;
  /** Beside `userAttributes`. */
  readonly request?: Record<string, unknown>;
  readonly response?: Record<string, unknown>;
  /** Of the event; 1 unless the pool asks for a later one. */
  readonly version?: string;
}

/** The pools' Lambda functions, run in this process. */
export function createTriggers() {
  const handlers = new Map<string, TriggerHandler>();
  return {
    register(poolId: string, name: TriggerName, handler: TriggerHandler): void {
      handlers.set(`${poolId}/${name}`, handler);
    },

    has: (pool: Pool, name: TriggerName) => handlers.has(`${pool.id}/${name}`),

    /**
     * @returns the `response` that the function gave, or the one it would have been given to fill in.
     * @throws UserLambdaValidationException when it throws; InvalidLambdaResponseException for what is no event
     */
    async run(occasion: Occasion): Promise<Record<string, unknown>> {
      const { name, pool, response = {} } = occasion;
      const handler = handlers.get(`${pool.id}/${name}`);
      if (!handler) return response;
      const result = await outcome(handler, eventOf(occasion)).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new CognitoError('UserLambdaValidationException', `${name} failed with error ${reason}.`, {
          cause,
        });
      });
      if (isRecord(result) && isRecord(result.response)) return result.response;
      throw new CognitoError('InvalidLambdaResponseException', `Unrecognizable lambda output from ${name}.`);
    },
  };
}

export type Triggers = ReturnType<typeof createTriggers>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy, as Lambda's JSON would make one: the function must not reach into the local AWS's own records. */
function eventOf({
  source,
  pool,
  client,
  user,
  request,
  response = {},
  version = '1',
}: Occasion): TriggerEvent {
  return structuredClone({
    version,
    triggerSource: source,
    region: regionOf(pool.id),
    userPoolId: pool.id,
    userName: user.username,
    callerContext: {
      awsSdkVersion: 'aws-sdk-unknown-unknown',
      clientId: client?.id ?? 'CLIENT_ID_NOT_APPLICABLE',
    },
    request: { userAttributes: user.attributes, ...request },
    response,
  });
}

function outcome(handler: TriggerHandler, event: TriggerEvent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, result?: unknown) => (error ? reject(error) : resolve(result));
    const returned = handler(event, {}, done);
    if (returned instanceof Promise) returned.then(resolve, reject);
    else if (returned !== undefined) resolve(returned);
  });
}
