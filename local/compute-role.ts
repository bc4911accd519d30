import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Needs } from './services';
import { NOBODYS_ACCOUNT } from './urls';

const ROLE = 'local-compute-role';
const SESSION = 'local-session';
const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const LIFETIME_MS = 60 * 60_000;

/**
 * The role that an app runs as. `GET /compute-role/credentials` gives its credentials in the form of a container's
 * endpoint, for `AWS_CONTAINER_CREDENTIALS_FULL_URI` (AWS SDKs and Tools Reference Guide, "Container credential
 * provider"); `POST /` with `Action=GetCallerIdentity` is AWS STS saying whose they are.
 */
export function registerComputeRole(app: Hono, { clock }: Needs<'clock'>): void {
  app.get('/compute-role/credentials', (context) => {
    context.header('Cache-Control', 'no-store');
    return context.json({
      AccessKeyId: 'ASIALOCALCOMPUTEROLE',
      SecretAccessKey: 'local-compute-role-secret',
      Token: 'local-compute-role-token',
      // The SDK compares it with the machine's time, whatever a test has made of ours.
      Expiration: new Date(clock.machine() + LIFETIME_MS).toISOString(),
      RoleArn: `arn:aws:iam::${NOBODYS_ACCOUNT}:role/${ROLE}`,
    });
  });
  app.post('/', async (context, next) => {
    if (!isQueryRequest(context)) return next();
    const form = new URLSearchParams(await context.req.text());
    context.header('Content-Type', 'text/xml');
    if (!context.req.header('authorization')?.startsWith('AWS4-HMAC-SHA256 ')) {
      return context.body(
        refused('MissingAuthenticationToken', 'Request is missing Authentication Token'),
        403,
      );
    }
    if (form.get('Action') === 'GetCallerIdentity') return context.body(callerIdentity(randomUUID()));
    return context.body(
      refused('InvalidAction', 'The local AWS serves only GetCallerIdentity of AWS STS.'),
      400,
    );
  });
}

/** AWS's query protocol sends forms; the services beside STS speak JSON. */
export const isQueryRequest = (context: Context): boolean =>
  context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;

const refused = (code: string, message: string) => `<ErrorResponse xmlns="${NAMESPACE}">
  <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>${randomUUID()}</RequestId>
</ErrorResponse>`;

/** STS's answer to GetCallerIdentity (API version 2011-06-15). */
const callerIdentity = (requestId: string) => `<GetCallerIdentityResponse xmlns="${NAMESPACE}">
  <GetCallerIdentityResult>
    <Arn>arn:aws:sts::${NOBODYS_ACCOUNT}:assumed-role/${ROLE}/${SESSION}</Arn>
    <UserId>AROALOCALCOMPUTEROLE:${SESSION}</UserId>
    <Account>${NOBODYS_ACCOUNT}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;
