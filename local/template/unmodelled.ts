import type { Template } from './template';

/** Properties that are either acted upon, or change nothing that a client could see. */
const KNOWN: Record<string, readonly string[]> = {
  'AWS::Cognito::UserPool': [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AliasAttributes',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'LambdaConfig',
    'MfaConfiguration',
    'Policies',
    'Schema',
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
  // Its colours are those of the local pages whatever it says.
  'AWS::Cognito::ManagedLoginBranding': [
    'ClientId',
    'UseCognitoProvidedValues',
    'UserPoolId',
    'Settings',
    'Assets',
  ],
};

/** Every Amplify backend has these; they matter only to who asks for AWS credentials, which nobody here does. */
const BESIDE_THE_POINT = new Set(['AWS::Cognito::IdentityPool', 'AWS::Cognito::IdentityPoolRoleAttachment']);

/** Names what the template asks of Cognito and the local AWS does not do. */
export function unmodelledFeatures(template: Template): string[] {
  const features = Object.values(template.Resources).flatMap(({ Type, Properties = {} }) => {
    if (!Type.startsWith('AWS::Cognito::') || BESIDE_THE_POINT.has(Type)) return [];
    const known = KNOWN[Type];
    if (!known) return [Type];
    return Object.keys(Properties)
      .filter((name) => !known.includes(name))
      .map((name) => `${Type}.${name}`);
  });
  return [...new Set(features)];
}
