import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cognito } from '../../local/testing/cognito';
import { newSrpClient, signInBySrp } from '../../local/tests/support/amplify-srp';
import { type Artefact, bundle } from '../../local-hosting/artefact';
import { buildOnHost } from '../../local-hosting/build';
import { localOutputs } from '../../scripts/amplify-outputs';
import { linkPackages } from '../../scripts/hosting-build';
import { projectRoot } from '../../scripts/project-root';
import { DEMO } from '../../tests/support/browser-actions';
import { CLIENT_ID, POOL_ID } from '../../tests/support/token-probe';

const SOURCE = join(projectRoot, 'bench/hosting/cookies-app');

/** The smallest app that keeps Cognito's tokens in cookies by adapter-nextjs, as the host would deploy it. */
export async function buildCookiesApp(): Promise<Artefact> {
  const directory = join(projectRoot, '.latchkey/hosting/cookies-app');
  const checkout = join(directory, 'checkout');
  rmSync(checkout, { recursive: true, force: true });
  cpSync(SOURCE, checkout, { recursive: true });
  // In the checkout there is nothing above it to extend.
  cpSync(join(projectRoot, 'tsconfig.json'), join(checkout, 'tsconfig.json'));
  const outputs = await localOutputs(projectRoot, {});
  writeFileSync(join(checkout, 'amplify_outputs.json'), JSON.stringify(outputs));
  linkPackages(projectRoot, checkout);
  const build = await buildOnHost({ checkout, variables: {}, replacements: [], onLine: () => undefined });
  return bundle(build, join(checkout, 'public'), join(directory, 'artefact'));
}

/** The cookies that Amplify's client keeps in a browser after a sign-in, which goes straight to Cognito. */
export async function amplifyCookies(cognitoUrl: string): Promise<string> {
  const answer = await signInBySrp(new Cognito(cognitoUrl), {
    poolId: POOL_ID,
    clientId: CLIENT_ID,
    username: DEMO.email,
    password: DEMO.password,
    client: await newSrpClient(POOL_ID),
  });
  const { AccessToken, IdToken, RefreshToken } = answer.body.AuthenticationResult;
  const { username } = JSON.parse(Buffer.from(AccessToken.split('.')[1], 'base64url').toString());
  const prefix = `CognitoIdentityServiceProvider.${CLIENT_ID}`;
  const kept = {
    [`${prefix}.LastAuthUser`]: username,
    [`${prefix}.${username}.accessToken`]: AccessToken,
    [`${prefix}.${username}.idToken`]: IdToken,
    [`${prefix}.${username}.refreshToken`]: RefreshToken,
    [`${prefix}.${username}.clockDrift`]: '0',
  };
  return Object.entries(kept)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
