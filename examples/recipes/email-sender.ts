import type { defineAuth } from '@aws-amplify/backend';

type Senders = Parameters<typeof defineAuth>[0]['senders'];

/** For `defineAuth` in `amplify/auth/resource.ts`. */
export const senders: Senders = {
  email: { fromEmail: 'accounts@example.com', fromName: 'Example', replyTo: 'help@example.com' },
};
