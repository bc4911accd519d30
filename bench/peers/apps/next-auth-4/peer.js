import { getServerSession } from 'next-auth-4';
import { authOptions } from '@/auth';

export const verify = async () => (await getServerSession(authOptions))?.user !== undefined;
