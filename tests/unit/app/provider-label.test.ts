import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '@/lib/config/load';
import { providerLabel } from '@/lib/data/provider-label';
import { provideAmplifyOutputs } from '@/scripts/amplify-outputs';
import { projectRoot } from '@/scripts/project-root';

beforeAll(async () => {
  await provideAmplifyOutputs(projectRoot);
  process.env.SESSION_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;
  readConfig();
}, 120_000); // the outputs are made of the template when they are older than amplify/

test.each([
  ['google', 'Google'],
  // An entry that was taken out: its sessions go on.
  ['acme', 'acme'],
  ['provider', 'your provider'],
])('a session by %s comes from %s', (method, label) => {
  expect(providerLabel(method)).toBe(label);
});

test.each(['hosted', 'password', 'passkey'])('a session by %s is the pool’s own', (method) => {
  expect(providerLabel(method)).toBeNull();
});
