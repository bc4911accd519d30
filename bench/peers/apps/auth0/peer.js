import { auth0 } from '@/auth0';

export const verify = async () => (await auth0.getSession())?.user.sub !== undefined;

export const accessToken = async () => (await auth0.getAccessToken()).token;
