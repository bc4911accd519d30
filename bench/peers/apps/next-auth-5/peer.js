import { auth } from '@/auth';

export const verify = async () => (await auth())?.user !== undefined;
