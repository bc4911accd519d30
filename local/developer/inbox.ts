import type { Hono } from 'hono';
import { inboxPage } from '../pages/inbox';
import type { Needs } from '../services';

/** `GET /inbox` for people and `GET /inbox.json` for tests, latest first; `?to=` keeps one address's messages. */
export function registerInbox(app: Hono, { mailbox }: Needs<'mailbox'>): void {
  app.get('/inbox', (context) =>
    context.html(inboxPage({ messages: mailbox.list(context.req.query('to')) })),
  );
  app.get('/inbox.json', (context) => {
    context.header('Cache-Control', 'no-store');
    return context.json(mailbox.list(context.req.query('to')));
  });
}
