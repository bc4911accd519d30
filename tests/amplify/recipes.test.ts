import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Template } from '../../scripts/synth';
import { followRecipes } from '../support/everyday-tasks';
import { copyTree, type TreeCopy } from '../support/tree-copy';
import { CLIENT, only, POOL, PROVIDER, resources } from './resources';

let tree: TreeCopy;
let pool: Readonly<Record<string, unknown>>;
let template: Template;

/** Follows the pages of the recipes in a copy of the tree, and synthesises what comes of it. */
beforeAll(async () => {
  tree = await copyTree('amplify-recipes');
  followRecipes(tree.path, ['another-provider.md', 'role.md', 'lifetimes.md', 'email-sender.md']);
  const command = ['--import', 'tsx', 'scripts/synth.ts'];
  const path = execFileSync(process.execPath, command, { cwd: tree.path, encoding: 'utf8' }).trim();
  template = JSON.parse(readFileSync(path, 'utf8'));
  pool = only(template, POOL).Properties;
});

afterAll(() => tree?.remove());

test('e-mails come from the sender of the recipe', () => {
  expect(pool.EmailConfiguration).toMatchObject({
    EmailSendingAccount: 'DEVELOPER',
    From: 'Example <accounts@example.com>',
    ReplyToEmailAddress: 'help@example.com',
  });
});

test('the password policy is the one of the recipe, and how one signs in stays as it was', () => {
  expect(pool.Policies).toEqual({
    PasswordPolicy: {
      MinimumLength: 15,
      RequireLowercase: false,
      RequireUppercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 3,
    },
    SignInPolicy: { AllowedFirstAuthFactors: expect.arrayContaining(['PASSWORD', 'WEB_AUTHN']) },
  });
});

test('the providers of the recipe are Cognito’s, beside Google, and the app client takes them', () => {
  const made = resources(template, PROVIDER).map(({ Properties }) => [Properties.ProviderName, Properties]);
  const { acme, staff, Google } = Object.fromEntries(made);
  expect(Google).toBeDefined();
  expect(acme).toMatchObject({
    ProviderType: 'OIDC',
    ProviderDetails: {
      client_id: { 'Fn::GetAtt': ['AmplifySecretFetcherResource', 'ACME_CLIENT_ID'] },
      client_secret: { 'Fn::GetAtt': ['AmplifySecretFetcherResource', 'ACME_CLIENT_SECRET'] },
      authorize_scopes: 'openid email profile',
      oidc_issuer: 'https://login.acme.example',
    },
    AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name', picture: 'picture' },
  });
  expect(staff).toMatchObject({
    ProviderType: 'SAML',
    ProviderDetails: {
      MetadataURL: 'https://adfs.acme.example/FederationMetadata/2007-06/FederationMetadata.xml',
    },
    AttributeMapping: { email: expect.stringMatching(/emailaddress$/), name: expect.stringMatching(/name$/) },
  });
  const accepted = only(template, CLIENT).Properties.SupportedIdentityProviders;
  expect(accepted).toHaveLength(made.length + 1);
});

test('the role of the recipe is a group beside the administrators’', () => {
  const names = resources(template, 'AWS::Cognito::UserPoolGroup').map(
    ({ Properties }) => Properties.GroupName,
  );
  expect(names).toEqual(['admins', 'editors']);
});

test('access tokens live as long as the recipe has it', () => {
  expect(only(template, CLIENT).Properties).toMatchObject({ AccessTokenValidity: 10, IdTokenValidity: 15 });
});
