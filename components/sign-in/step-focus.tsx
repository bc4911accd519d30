'use client';

import { useAuthenticator } from '@aws-amplify/ui-react';
import { type ReactNode, useEffect, useRef } from 'react';

/** Steps that show nothing of their own. */
const PASSING = new Set(['idle', 'setup', 'transition', 'authenticated', 'signOut']);

/**
 * Keeps the keyboard where the work is: at the first field of each new step that is still empty, and back in the form
 * after a refusal (at the password, which is what is mostly wrong): a button that is switched off while it works loses
 * the focus to the page.
 *
 * @param email what was typed before the form was there, to be put into it
 */
export function StepFocus({ email, children }: { email: string; children: ReactNode }) {
  const form = useRef<HTMLDivElement>(null);
  const { route, isPending } = useAuthenticator((context) => [context.route, context.isPending]);
  const isBusy = isPending || PASSING.has(route);

  useEffect(() => {
    if (isBusy || form.current === null) return;
    const username = form.current.querySelector<HTMLInputElement>('input[name="username"]');
    if (username !== null && username.value === '' && email !== '') typeInto(username, email);
    const focused = document.activeElement;
    const tab = focused?.getAttribute('role') === 'tab';
    // Whoever moves between the two tabs by keyboard stays on them.
    if (!tab || !form.current.contains(focused)) firstToFill(form.current)?.focus();
  }, [isBusy, email, route]);

  return <div ref={form}>{children}</div>;
}

function firstToFill(form: HTMLElement): HTMLElement | null {
  const fields = [...form.querySelectorAll<HTMLInputElement>('form input:not([type="hidden"])')].filter(
    (field) => !field.disabled && field.type !== 'checkbox',
  );
  const empty = fields.find(({ value }) => value === '');
  const secret = fields.find(({ type }) => type === 'password');
  return empty ?? secret ?? fields[0] ?? form.querySelector('button');
}

/** As the keyboard would: React overrides `value` to notice changes that are not the user's. */
function typeInto(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
