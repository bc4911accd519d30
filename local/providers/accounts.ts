import type { Hono } from 'hono';
import { z } from 'zod';
import { checkCsrf, csrfToken } from '../http/csrf';
import { readForm } from '../http/form';
import { peoplePage } from '../pages/provider-accounts';
import type { Needs } from '../services';
import type { Brand } from './brands';

const change = z.object({
  name: z.string().min(1).optional(),
  email: z.email().optional(),
  emailVerified: z.boolean().optional(),
});

/**
 * `/<brand>/people`: who has an account, and what the brand will say about them from their next sign-in on.
 * The page is for people; `people.json` and `PUT /<brand>/people/<sub>` are for tests.
 */
export function registerPeople(app: Hono, brand: Brand, { social }: Needs<'social'>): void {
  const path = `/${brand.path}/people`;
  app.get(path, (context) =>
    context.html(
      peoplePage({ label: brand.label, path, accounts: social.accountsAt(brand), csrf: csrfToken(context) }),
    ),
  );
  app.get(`${path}.json`, (context) => context.json(social.accountsAt(brand)));
  app.post(path, async (context) => {
    const form = await readForm(context);
    checkCsrf(context, form.text('_csrf') ?? '');
    const account = social.account(brand, form.text('sub') ?? '');
    if (!account) return context.notFound();
    social.accounts.put({
      ...account,
      name: form.text('name') ?? account.name,
      email: form.text('email') ?? account.email,
      emailVerified: form.text('email_verified') === 'true',
    });
    return context.redirect(path, 303);
  });
  app.put(`${path}/:sub`, async (context) => {
    const account = social.account(brand, context.req.param('sub'));
    if (!account) return context.notFound();
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = change.safeParse(body);
    if (!parsed.success) return context.json({ error: parsed.error.issues }, 400);
    const { name = account.name, email = account.email, emailVerified = account.emailVerified } = parsed.data;
    return context.json(social.accounts.put({ ...account, name, email, emailVerified }));
  });
}
