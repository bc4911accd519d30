import type { Hono } from 'hono';
import { errorPage } from '../pages/error';

/** The longest message shown; longer ones are not Cognito's. */
const LONGEST = 200;

/** `GET /error?error=…`: managed login's own error page. */
export function registerError(app: Hono): void {
  app.get('/error', (context) => {
    const detail = (context.req.query('error') ?? 'Something went wrong').slice(0, LONGEST);
    return context.html(
      errorPage({ heading: 'An error was encountered with the requested page.', detail }),
      400,
    );
  });
}
