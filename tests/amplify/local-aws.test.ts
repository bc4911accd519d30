import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalAws, type LocalAws } from '../../local/server';
import { readOutputNames } from '../../local/template/names';
import { unmodelledFeatures } from '../../local/template/unmodelled';
import { Cognito } from '../../local/testing/cognito';
import { projectRoot } from '../../scripts/project-root';
import { synthesise, type Template } from '../../scripts/synth';

const names = readOutputNames([join(projectRoot, 'amplify_outputs.json.example')]);
const { poolId: UserPoolId, clientId: ClientId } = names;

/** The package's own tests have a template of their own; these say that it takes the one of `amplify/` too. */
describe('The pool of amplify/ in the local AWS', () => {
  let template: Template;
  let local: LocalAws;
  let cognito: Cognito;
  beforeAll(async () => {
    template = await synthesise({});
    local = await createLocalAws({ seed: { template, names, appOrigins: [] } });
    cognito = new Cognito(local.url);
  });
  afterAll(() => local.close());

  test('asks for nothing that the local AWS does not model', () => {
    expect(unmodelledFeatures(template)).toEqual([]);
  });

  test('has the ids of amplify_outputs.json and what the definition says', async () => {
    const { UserPool } = await cognito.adminOk('DescribeUserPool', { UserPoolId });
    expect(UserPool).toMatchObject({
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OPTIONAL',
      UsernameConfiguration: { CaseSensitive: false },
      Domain: 'latchkey-local',
    });
    const { UserPoolClient } = await cognito.adminOk('DescribeUserPoolClient', { UserPoolId, ClientId });
    expect(UserPoolClient).toMatchObject({
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      PreventUserExistenceErrors: 'ENABLED',
      SupportedIdentityProviders: expect.arrayContaining(['COGNITO', 'Google']),
      CallbackURLs: ['http://localhost:3000/api/auth/callback'],
    });
    const { Groups } = await cognito.adminOk('ListGroups', { UserPoolId });
    expect(Groups).toMatchObject([{ GroupName: 'admins' }]);
  });
});
