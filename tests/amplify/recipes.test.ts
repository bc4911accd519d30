import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Template } from '../../scripts/synth';
import { copyTree, type TreeCopy } from '../support/tree-copy';
import { only, POOL } from './resources';

let tree: TreeCopy;
let pool: Readonly<Record<string, unknown>>;

/** Follows the pages of the recipes in a copy of the tree, and synthesises what comes of it. */
beforeAll(async () => {
  tree = await copyTree('amplify-recipes');
  for (const name of ['email-sender', 'password-policy'])
    copyFileSync(join(tree.path, `examples/recipes/${name}.ts`), join(tree.path, `amplify/auth/${name}.ts`));
  change('amplify/auth/resource.ts', 'groups: [ADMIN_GROUP],', 'groups: [ADMIN_GROUP],\n  senders,');
  change(
    'amplify/auth/resource.ts',
    'import { readEnv',
    "import { senders } from './email-sender';\nimport { readEnv",
  );
  change(
    'amplify/backend.ts',
    'hardenAppClient(cfnUserPoolClient);',
    'hardenAppClient(cfnUserPoolClient);\naskForLongPasswords(cfnUserPool);',
  );
  change(
    'amplify/backend.ts',
    'import { auth,',
    "import { askForLongPasswords } from './auth/password-policy';\nimport { auth,",
  );
  const command = ['--import', 'tsx', 'scripts/synth.ts'];
  const path = execFileSync(process.execPath, command, { cwd: tree.path, encoding: 'utf8' }).trim();
  const template: Template = JSON.parse(readFileSync(path, 'utf8'));
  pool = only(template, POOL).Properties;
});

afterAll(() => tree?.remove());

function change(file: string, from: string, to: string): void {
  const path = join(tree.path, file);
  const before = readFileSync(path, 'utf8');
  if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, before.replace(from, to));
}

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
