import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cognito } from '../../local/testing/cognito';
import { projectRoot } from '../../scripts/project-root';
import { startLocalAws } from '../../tests/support/local-aws';
import { CLIENT_ID, POOL_ID } from '../../tests/support/token-probe';
import { startBenchRedis } from '../subject';
import { startVendor } from './vendor';

export { CLIENT_ID, POOL_ID };

/** The first of so many ports at which an app may receive what Cognito sends back. */
export interface Ports {
  readonly first: number;
  readonly count: number;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** What apps need around them: Redis, the local AWS with an app client that has a secret, and the vendors' stand-in. */
export async function startWorld({ first, count }: Ports) {
  const origins = Array.from({ length: count }, (_, offset) => `http://localhost:${first + offset}`);
  const [redis, aws, vendor] = await Promise.all([
    startBenchRedis(),
    startLocalAws({ appOrigins: origins }),
    startVendor(),
  ]);
  const cognito = new Cognito(`${aws.url}/`);
  const callbacks = origins.flatMap((origin) => CALLBACKS.map((path) => `${origin}${path}`));
  const client = await newClient(cognito, callbacks);
  return {
    redis,
    aws,
    vendor,
    cognito,
    client,
    outputs: outputsFor,
    stop: async () => void (await Promise.all([redis.stop(), aws.stop(), vendor.stop()])),
  };
}

/** Where the libraries receive the code. */
const CALLBACKS = ['/api/auth/callback', '/api/auth/callback/cognito', '/api/auth/sign-in-callback'];

/** A confidential client, as the libraries' guides for Cognito have it; the product's own may come back to the same addresses. */
async function newClient(cognito: Cognito, callbacks: readonly string[]) {
  const { UserPoolClient: own } = await cognito.adminOk('DescribeUserPoolClient', {
    UserPoolId: POOL_ID,
    ClientId: CLIENT_ID,
  });
  const { CreationDate: _created, LastModifiedDate: _modified, ...settings } = own;
  const CallbackURLs = [...new Set([...own.CallbackURLs, ...callbacks])];
  await cognito.adminOk('UpdateUserPoolClient', { ...settings, CallbackURLs });
  const { ClientId: _id, ...others } = settings;
  const { UserPoolClient: made } = await cognito.adminOk('CreateUserPoolClient', {
    ...others,
    ClientName: 'bench',
    GenerateSecret: true,
    CallbackURLs,
  });
  return { id: String(made.ClientId), secret: String(made.ClientSecret) };
}

/** What Amplify is configured by, with one address to come back to from either. */
function outputsFor({ signedIn, signedOut }: Readonly<Record<'signedIn' | 'signedOut', string>>): string {
  const outputs = JSON.parse(readFileSync(join(projectRoot, 'amplify_outputs.json.example'), 'utf8'));
  outputs.auth.oauth.redirect_sign_in_uri = [signedIn];
  outputs.auth.oauth.redirect_sign_out_uri = [signedOut];
  return JSON.stringify(outputs);
}
