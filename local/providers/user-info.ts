import type { Hono } from 'hono';
import type { Needs } from '../services';
import type { Brand } from './brands';
import { accountClaims } from './claims';

/** `GET /<brand>/userinfo`: the account as it is now, for an access token. */
export function registerUserInfo(app: Hono, brand: Brand, { social, urls }: Needs<'social' | 'urls'>): void {
  app.get(`/${brand.path}/userinfo`, (context) => {
    const [, token = ''] = context.req.header('authorization')?.split(' ') ?? [];
    const grant = social.accessTokens.peek(token);
    const account = grant && social.account(brand, grant.account.sub);
    if (!account) return context.json({ error: 'invalid_token' }, 401);
    return context.json(accountClaims(account, urls.local));
  });
}
