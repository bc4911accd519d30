import { getIronSession } from 'iron-session';
import { cookies } from 'next/headers';

export const session = async () =>
  getIronSession(await cookies(), {
    password: process.env.IRON_PASSWORD,
    cookieName: 'bench',
    cookieOptions: { secure: false },
  });

export const verify = async () => (await session()).user !== undefined;
