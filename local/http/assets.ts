import type { Hono } from 'hono';
import { inboxScript } from '../pages/assets/inbox';
import { managedLoginScript } from '../pages/assets/managed-login';
import { iconSvg } from '../pages/icons';
import { stylesheet } from '../pages/stylesheet';

const SCRIPT = 'text/javascript; charset=utf-8';

const ASSETS: readonly (readonly [path: string, type: string, content: string])[] = [
  ['pages.css', 'text/css; charset=utf-8', stylesheet],
  ['managed-login.js', SCRIPT, managedLoginScript],
  ['inbox.js', SCRIPT, inboxScript],
  ['icon.svg', 'image/svg+xml', iconSvg],
];

/** `/assets/*`: what the pages load. */
export function registerAssets(app: Hono): void {
  for (const [name, type, content] of ASSETS) {
    app.get(`/assets/${name}`, (context) => {
      context.header('Content-Type', type);
      context.header('Cache-Control', 'no-cache');
      return context.body(content);
    });
  }
}
