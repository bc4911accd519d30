import type { Directory } from '../directory';
import { CognitoError, invalidParameter } from '../errors';
import type { Pool } from '../model';
import { type ClientSettings, tokenLifetimes } from './client';

const FIVE_MINUTES = 300;
const HOUR = 3600;
const DAY = 86_400;
const TEN_YEARS = 3650 * DAY;

/** @throws InvalidParameterException for lifetimes, addresses or flows that Cognito would refuse. */
export function checkClient(directory: Directory, pool: Pool, settings: ClientSettings): void {
  const { access, id, refresh } = tokenLifetimes(settings);
  requireRange('access token', access, FIVE_MINUTES, DAY);
  requireRange('ID token', id, FIVE_MINUTES, DAY);
  requireRange('refresh token', refresh, HOUR, TEN_YEARS);
  if (Math.max(access, id) > refresh) {
    throw invalidParameter('Refresh token validity must be longer than that of the access and ID tokens.');
  }
  for (const url of [...settings.CallbackURLs, ...settings.LogoutURLs]) requireUrl(url);
  if (settings.AllowedOAuthFlowsUserPoolClient) requireOAuth(settings);
  const unknown = settings.SupportedIdentityProviders.find(
    (name) => name !== 'COGNITO' && !directory.provider(pool.id, name),
  );
  if (unknown) throw invalidParameter(`The provider ${unknown} does not exist for User Pool ${pool.id}.`);
  requireOneNaming(settings);
}

function requireRange(what: string, given: number, min: number, max: number): void {
  if (given < min || given > max) {
    throw invalidParameter(
      `Invalid range for token validity: ${what} must be between ${min} and ${max} seconds.`,
    );
  }
}

/** Plain http only towards this machine; no fragment; any other scheme is an app's own. */
function requireUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'http:';
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (!url || url.hash || (plain && !loopback)) {
    throw invalidParameter(`${text} cannot be used as redirect URL: it must be https, or http on localhost.`);
  }
}

function requireOAuth(settings: ClientSettings): void {
  if (settings.AllowedOAuthFlows.length === 0 || settings.AllowedOAuthScopes.length === 0) {
    throw new CognitoError(
      'InvalidOAuthFlowException',
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    );
  }
  const needsCallback = settings.AllowedOAuthFlows.some((flow) => flow !== 'client_credentials');
  if (needsCallback && settings.CallbackURLs.length === 0) {
    throw new CognitoError(
      'InvalidOAuthFlowException',
      'client with code flow must have at least one callback url',
    );
  }
}

/** Either the names with ALLOW_ or those of before 2019. */
function requireOneNaming({ ExplicitAuthFlows }: ClientSettings): void {
  const modern = ExplicitAuthFlows.filter((flow) => flow.startsWith('ALLOW_'));
  if (modern.length > 0 && modern.length < ExplicitAuthFlows.length) {
    throw invalidParameter('Please specify only one of the old and the new names in ExplicitAuthFlows.');
  }
}
