import { beforeAll, expect, test } from 'vitest';
import { actAs } from '@/examples/recipes/background-job';
import { sessions } from '@/lib/sessions';
import { provideAmplifyOutputs } from '@/scripts/amplify-outputs';
import { projectRoot } from '@/scripts/project-root';
import { newServerSession } from '@/test-kit/server-session';

beforeAll(async () => {
  await provideAmplifyOutputs(projectRoot);
  process.env.SESSION_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;
});

test('a background job acts as someone who is signed in somewhere, and for nobody else', async () => {
  const ada = await newServerSession();
  expect(await actAs(ada.identity.sub, async () => 'done')).toBe('done');
  await sessions().endAll(ada.identity.sub, 'signed_out');
  let called = false;
  const operation = async () => {
    called = true;
  };
  expect(await actAs(ada.identity.sub, operation)).toBeNull();
  expect(called).toBe(false);
});
