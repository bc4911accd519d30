import type { Hono } from 'hono';
import type { Needs } from '../services';
import type { Brand } from './brands';

/** `GET /<brand>/photos/<sub>.svg`: a picture of the account, its initial on a colour of its own. */
export function registerPhoto(app: Hono, brand: Brand, { social }: Needs<'social'>): void {
  app.get(`/${brand.path}/photos/:file{.+\\.svg}`, (context) => {
    const sub = context.req.param('file').slice(0, -'.svg'.length);
    const account = social.account(brand, sub);
    if (!account) return context.notFound();
    context.header('Content-Type', 'image/svg+xml');
    return context.body(photo(account.name, hue(sub)));
  });
}

const hue = (sub: string) => [...sub].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);

function photo(name: string, degrees: number): string {
  const initial = /\p{L}/u.exec(name)?.[0]?.toUpperCase() ?? '?';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="hsl(${degrees} 45% 38%)"/><text x="48" y="50" fill="#fff" font-family="system-ui, sans-serif" font-size="44" text-anchor="middle" dominant-baseline="middle">${initial}</text></svg>`;
}
