import { sessionFactory } from '@/test-kit/session';

const newSession = sessionFactory('http://localhost:3000');

export async function devicesOfANewAdministrator(): Promise<Response> {
  const administrator = await newSession({ groups: ['admins'] });
  return administrator.fetch('/api/account/sessions');
}
