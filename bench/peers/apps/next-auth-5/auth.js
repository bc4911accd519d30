import NextAuth from 'next-auth-5';
import Cognito from 'next-auth-5/providers/cognito';
import { callbacks } from '@/rotation';

export const { handlers, auth } = NextAuth({ providers: [Cognito], callbacks });
