import CognitoProvider from 'next-auth-4/providers/cognito';
import { callbacks } from '@/rotation';

export const authOptions = {
  providers: [
    CognitoProvider({
      clientId: process.env.COGNITO_CLIENT_ID,
      clientSecret: process.env.COGNITO_CLIENT_SECRET,
      issuer: process.env.COGNITO_ISSUER,
      checks: ['pkce', 'state', 'nonce'],
    }),
  ],
  callbacks,
};
