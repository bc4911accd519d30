'use client';

import { type ComponentProps, createContext, type ReactNode, useContext } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import { ActionAnswer } from './action-answer';
import { type FormAction, useFormAction } from './use-form-action';

/** Around forms that run one action and have one answer, or where its state moves more than that: with what `useFormAction` returns. */
export const SharedAction = createContext<FormAction<ActionState> | null>(null);

/** What the form runs that this component is in. @throws Error outside of a form */
export function useSharedAction(): FormAction<ActionState> {
  const action = useContext(SharedAction);
  if (action === null) throw new Error('A part of a form needs an <ActionForm> above it.');
  return action;
}

/** One of the forms below a `SharedAction`. */
export function SharedForm(props: ComponentProps<'form'>) {
  return <form {...props} {...useSharedAction().form} />;
}

interface ActionFormProps extends Omit<ComponentProps<'form'>, 'action'> {
  /** A server action. */
  readonly action: (previous: ActionState, form: FormData) => Promise<ActionState>;
}

/**
 * A form that runs a server action, without scripts too. Its markup is the server's; in the browser only those parts of it run
 * that change: `Field`, `FormAnswer` and `SubmitButton`.
 */
export function ActionForm({ action, ...form }: ActionFormProps) {
  return (
    <SharedAction value={useFormAction(action, IDLE)}>
      <SharedForm {...form} />
    </SharedAction>
  );
}

/** What the action answered. @param children what stands below the word that it is done */
export function FormAnswer({ children }: { children?: ReactNode }) {
  const { state, answerId } = useSharedAction();
  return (
    <ActionAnswer id={answerId} state={state}>
      {children}
    </ActionAnswer>
  );
}

interface SubmitButtonProps extends ComponentProps<'button'> {
  /** What it says while the action runs, in place of what it does. */
  readonly pending?: string;
}

/** Cannot be pressed again while the action runs. */
export function SubmitButton({ pending, children, ...button }: SubmitButtonProps) {
  const { isPending } = useSharedAction();
  return (
    <button {...button} type="submit" disabled={isPending}>
      {(isPending && pending) || children}
    </button>
  );
}
