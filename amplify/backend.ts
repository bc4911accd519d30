import { defineBackend } from '@aws-amplify/backend';
import { CfnManagedLoginBranding } from 'aws-cdk-lib/aws-cognito';
import { hardenAppClient } from './auth/app-client';
import { allowLinking, definePolicyOfAdministration } from './auth/permissions';
import { preSignUp } from './auth/pre-sign-up/resource';
import { providerOutput } from './auth/provider';
import { auth, environment } from './auth/resource';
import { closeIdentityPool, isProduction, keepUsers, useManagedLogin } from './auth/user-pool';
import { defineMaintenance } from './maintenance/resource';

const [appOrigin] = environment.appOrigins;
// An app on one's own machine cannot be called from AWS, and stays awake.
const maintenance = appOrigin.startsWith('https:') ? { maintenance: defineMaintenance(appOrigin) } : {};

const resources: { readonly auth: typeof auth; readonly preSignUp: typeof preSignUp } = {
  auth,
  preSignUp,
  ...maintenance,
};
const backend = defineBackend(resources);
const { userPool, cfnResources } = backend.auth.resources;
const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } = cfnResources;

// Passkeys and managed login need Essentials or higher; naming it keeps a change of AWS's default out.
cfnUserPool.userPoolTier = 'ESSENTIALS';
hardenAppClient(cfnUserPoolClient);
closeIdentityPool(cfnIdentityPool);
useManagedLogin(userPool);
definePolicyOfAdministration(backend.auth.stack, userPool);
allowLinking(backend.auth.stack, userPool, backend.preSignUp.resources.lambda);

// Without a branding resource, managed login answers with an error page.
new CfnManagedLoginBranding(backend.auth.stack, 'ManagedLoginBranding', {
  userPoolId: cfnUserPool.ref,
  clientId: cfnUserPoolClient.ref,
  useCognitoProvidedValues: true,
});

// Amplify's own outputs name the social providers alone, and none as people do.
backend.addOutput({ custom: { sign_in_providers: environment.providers.map(providerOutput) } });

const context = (key: string) => String(backend.stack.node.tryGetContext(key));
if (
  isProduction(
    context('amplify-backend-type'),
    context('amplify-backend-name'),
    environment.productionBranches,
  )
) {
  keepUsers(cfnUserPool);
}
