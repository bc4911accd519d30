import { createServerRunner } from '@aws-amplify/adapter-nextjs';

export const { runWithAmplifyServerContext, createAuthRouteHandlers } = createServerRunner({
  config: JSON.parse(process.env.AMPLIFY_OUTPUTS),
});
