import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { CognitoError } from '../errors';
import type { Operation } from '../operation';
import type { Services } from '../services';
import type { LoggedRequest } from '../test-controls/controls';
import { isFromAPage } from './cross-site';

/** The services that answer here, as `X-Amz-Target` names them, and their operations. */
export interface JsonApis {
  readonly AWSCognitoIdentityProviderService: ReadonlyMap<string, Operation>;
  /** Identity pools. */
  readonly AWSCognitoIdentityService: ReadonlyMap<string, Operation>;
  /** AWS Systems Manager. */
  readonly AmazonSSM: ReadonlyMap<string, Operation>;
}

/** No request of Cognito's API comes near this; more is an attack or a mistake. */
export const MAX_BODY_BYTES = 256 * 1024;
const MAX_DEPTH = 32;

/** Serves AWS's JSON protocol (version 1.1) on `POST /`. */
export function registerJsonApis(app: Hono, services: Services, apis: JsonApis): void {
  app.post('/', async (context) => {
    const name = operationName(context);
    const body = await context.req.text();
    try {
      const operation = apis[serviceName(context)].get(name);
      if (!operation) throw unknownOperation(name);
      if (operation.access === 'signed') requireSignature(context);
      const input = parseBody(body);
      Object.assign(logEntry(context), subject(input));
      const answer = await operation.run(input, services, { address: context.req.header('x-forwarded-for') });
      return reply(context, 200, JSON.stringify(answer));
    } catch (error) {
      return refusal(context, name, error);
    }
  });
}

const TARGET = /^(AWSCognitoIdentityProviderService|AWSCognitoIdentityService|AmazonSSM)\.(.*)$/;

/** What follows the service's name in X-Amz-Target; empty when there is none. */
export function operationName(context: Context): string {
  return TARGET.exec(context.req.header('x-amz-target') ?? '')?.[2] ?? '';
}

function serviceName(context: Context): keyof JsonApis {
  const name = TARGET.exec(context.req.header('x-amz-target') ?? '')?.[1];
  return name === 'AmazonSSM' || name === 'AWSCognitoIdentityService'
    ? name
    : 'AWSCognitoIdentityProviderService';
}

const unknownOperation = (name: string) =>
  new CognitoError(
    'UnknownOperationException',
    name ? `The local AWS does not serve the operation ${name.slice(0, 64)}.` : 'No operation was named.',
  );

function requireSignature(context: Context): void {
  if (isFromAPage(context)) {
    throw new CognitoError('AccessDeniedException', 'Operations that need a signature do not answer pages.');
  }
  if (context.req.header('authorization')?.startsWith('AWS4-HMAC-SHA256 ')) return;
  throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
}

/** @throws SerializationException when it is no JSON object, too long or too deep. */
function parseBody(body: string): unknown {
  if (body.length > MAX_BODY_BYTES || depth(body) > MAX_DEPTH) throw unreadable();
  try {
    // Cognito takes a null for a member that is not there.
    const value: unknown = JSON.parse(body || '{}', (_key, member) => member ?? undefined);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

const unreadable = (cause?: unknown) =>
  new CognitoError('SerializationException', 'The request body could not be read.', { cause });

/** Deepest nesting of brackets outside strings, without recursion. */
function depth(json: string): number {
  let deepest = 0;
  let open = 0;
  for (const [mark] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++open);
    else if (mark === ']' || mark === '}') open--;
  }
  return deepest;
}

/** The request's line in the log, put there by {@link registerTraffic}. */
const logEntry = (context: Context): Partial<LoggedRequest> => context.get('logEntry') ?? {};

/** Who asked, for the admin page's log; nothing that could be a secret. */
function subject(input: unknown): Partial<LoggedRequest> {
  const { ClientId, Username, AuthParameters, UserContextData } = input as Record<string, unknown>;
  const nested = (AuthParameters as Record<string, unknown> | undefined)?.USERNAME;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const address = text((UserContextData as Record<string, unknown> | undefined)?.IpAddress);
  return { clientId: text(ClientId), username: text(Username) ?? text(nested), address };
}

/** The answer to an error: Cognito's own words, or 500 for what should not have happened. */
export function refusal(context: Context, operation: string, error: unknown): Response {
  const known = error instanceof CognitoError;
  if (!known) process.stderr.write(`local-aws: ${operation} failed: ${(error as Error)?.stack ?? error}\n`);
  const { type, message, status } = known
    ? error
    : new CognitoError('InternalErrorException', 'Something went wrong in the local AWS; see its output.');
  logEntry(context).error = type;
  context.header('x-amzn-ErrorType', `${type}:`);
  context.header('x-amzn-ErrorMessage', message.replace(/[^\x20-\x7e]+/g, ' '));
  return reply(context, status, JSON.stringify({ __type: type, message }));
}

function reply(context: Context, status: number, body: string): Response {
  context.header('Content-Type', 'application/x-amz-json-1.1');
  context.header('x-amzn-RequestId', randomUUID());
  return context.body(body, status as 200);
}
