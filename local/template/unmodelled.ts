import type { Template } from './template';

/** Properties that are either acted upon, or change nothing that a client could see. */
const KNOWN: Record<string, readonly string[]> = {
  'AWS::Cognito::UserPool': [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AliasAttributes',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailConfiguration',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'LambdaConfig',
    'MfaConfiguration',
    'Policies',
    'Schema',
    'SmsConfiguration',
    'SmsVerificationMessage',
    'UserAttributeUpdateSettings',
    'UserPoolName',
    'UserPoolTags',
    'UserPoolTier',
    'UsernameAttributes',
    'UsernameConfiguration',
    'VerificationMessageTemplate',
    'WebAuthnRelyingPartyID',
    'WebAuthnUserVerification',
  ],
  'AWS::Cognito::UserPoolClient': [
    'AccessTokenValidity',
    'AllowedOAuthFlows',
    'AllowedOAuthFlowsUserPoolClient',
    'AllowedOAuthScopes',
    'AuthSessionValidity',
    'CallbackURLs',
    'ClientName',
    'DefaultRedirectURI',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'GenerateSecret',
    'IdTokenValidity',
    'LogoutURLs',
    'PreventUserExistenceErrors',
    'ReadAttributes',
    'RefreshTokenRotation',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'TokenValidityUnits',
    'UserPoolId',
    'WriteAttributes',
  ],
  'AWS::Cognito::UserPoolIdentityProvider': [
    'AttributeMapping',
    'IdpIdentifiers',
    'ProviderDetails',
    'ProviderName',
    'ProviderType',
    'UserPoolId',
  ],
  'AWS::Cognito::UserPoolGroup': ['Description', 'GroupName', 'Precedence', 'RoleArn', 'UserPoolId'],
  'AWS::Cognito::UserPoolDomain': ['Domain', 'ManagedLoginVersion', 'UserPoolId'],
  'AWS::Cognito::IdentityPool': [
    'AllowClassicFlow',
    'AllowUnauthenticatedIdentities',
    'CognitoIdentityProviders',
    'IdentityPoolName',
    'IdentityPoolTags',
  ],
  // Its colours are those of the local pages whatever it says.
  'AWS::Cognito::ManagedLoginBranding': [
    'ClientId',
    'UseCognitoProvidedValues',
    'UserPoolId',
    'Settings',
    'Assets',
  ],
};

/** Every Amplify backend has this. It says what credentials open, and here they open nothing. */
const BESIDE_THE_POINT = new Set(['AWS::Cognito::IdentityPoolRoleAttachment']);

/** Names what the template asks of Cognito and the local AWS does not do. */
export function unmodelledFeatures(template: Template): string[] {
  const features = Object.values(template.Resources).flatMap(({ Type, Properties = {} }) => {
    if (!Type.startsWith('AWS::Cognito::') || BESIDE_THE_POINT.has(Type)) return [];
    return KNOWN[Type] ? unmodelledProperties(Type, Properties) : [Type];
  });
  return [...new Set(features)];
}

/** Names what is asked of one resource and not done. @param type one of those that are known */
export function unmodelledProperties(type: string, properties: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(properties).filter((name) => !KNOWN[type]?.includes(name));
  if (properties.AllowUnauthenticatedIdentities === true) unknown.push('AllowUnauthenticatedIdentities');
  if (asksForTextedCodes(properties)) unknown.push('Policies.SignInPolicy.AllowedFirstAuthFactors.SMS_OTP');
  return unknown.map((name) => `${type}.${name}`);
}

const asksForTextedCodes = (properties: Readonly<Record<string, unknown>>) =>
  JSON.stringify(properties.Policies ?? {}).includes('"SMS_OTP"');

/** One line on stderr for what is accepted and not done. */
export function warnUnmodelled(names: readonly string[]): void {
  if (names.length > 0) process.stderr.write(`local-aws: not modelled, ignored: ${names.join(', ')}\n`);
}
