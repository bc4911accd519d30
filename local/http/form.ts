import type { Context } from 'hono';
import type { Clock } from '../clock';
import { checkCsrf } from './csrf';
import { PageError } from './failures';

/** How long a page may lie open before its form is refused, ms (developer guide, "Managed login"). */
const OPEN_FOR_MS = 5 * 60_000;

/** The fields of a posted form. */
export interface Form {
  /** The field's value; undefined when it is missing or blank. */
  text(name: string): string | undefined;
  /** `prefix.name` fields as an object by `name`, blank ones left out. */
  group(prefix: string): Record<string, string>;
}

/** Reads a form without asking who made it: for clients that are no browsers. What is no form has no fields. */
export async function readForm(context: Context): Promise<Form> {
  const fields = new Map<string, string>();
  const body = await context.req.parseBody().catch(() => ({}));
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string' && value !== '') fields.set(name, value);
  }
  return {
    text: (name) => fields.get(name),
    group: (prefix) =>
      Object.fromEntries([...fields].flatMap(([name, value]) => inGroup(prefix, name, value))),
  };
}

function inGroup(prefix: string, name: string, value: string): [string, string][] {
  return name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), value]] : [];
}

/**
 * Reads a form of managed login.
 * @throws PageError when this site did not make it for this browser, or more than five minutes ago
 */
export async function readPageForm(context: Context, clock: Clock): Promise<Form> {
  const form = await readForm(context);
  checkCsrf(context, form.text('_csrf') ?? '');
  const age = clock.now() - Number(form.text('made_at'));
  if (!(age <= OPEN_FOR_MS)) throw new PageError('Something went wrong');
  return form;
}
