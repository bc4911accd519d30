import { redisStorage } from '@better-auth/redis-storage';
import { betterAuth } from 'better-auth';
import { nextCookies } from 'better-auth/next-js';
import { Redis } from 'ioredis';

export const auth = betterAuth({
  secondaryStorage: redisStorage({ client: new Redis(process.env.REDIS_URL) }),
  socialProviders: {
    cognito: {
      clientId: process.env.COGNITO_CLIENT_ID,
      clientSecret: process.env.COGNITO_CLIENT_SECRET,
      domain: process.env.COGNITO_DOMAIN,
      region: 'us-east-1',
      userPoolId: process.env.COGNITO_POOL,
    },
  },
  // Of its own routes; reading a session is not limited either way. Hundreds of sign-ins need it off.
  rateLimit: { enabled: process.env.RATE_LIMITS !== 'off' },
  plugins: [nextCookies()],
});
