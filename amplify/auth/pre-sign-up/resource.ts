import { defineFunction } from '@aws-amplify/backend';

/** Runs before an account is made. In the stack of the user pool, which would otherwise need the other's and be needed by it. */
export const preSignUp = defineFunction({
  name: 'pre-sign-up',
  entry: './handler.ts',
  runtime: 22,
  memoryMB: 256,
  // Cognito waits five seconds.
  timeoutSeconds: 5,
  resourceGroupName: 'auth',
});
