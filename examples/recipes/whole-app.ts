import { ROUTES, type RouteTable } from '@/lib/http/routes';

export const WHOLE_APP: RouteTable = {
  ...ROUTES,
  open: ['/', '/sign-in', '/unavailable', '/goodbye', '/api', '/_next'],
  otherwise: 'signed-in users',
};
