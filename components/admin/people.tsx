'use client';

import { IDLE } from '@/lib/data/action-state';
import type { Person } from '@/lib/data/administration';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { SignOutReceipt } from '../devices/sign-out-receipt';
import { useFormAction } from '../parts/use-form-action';
import { PersonCard } from './person-card';

interface PeopleProps {
  readonly people: readonly Person[];
  /** When the server read them, in epoch milliseconds. */
  readonly now: number;
  /** A server action: ends the user's sessions, or the one that `publicId` names. */
  end(previous: SignOutState, form: FormData): Promise<SignOutState>;
}

/** The users that were found. What was done to one is told above them, so that it stays when they no longer match. */
export function People({ people, now, end }: PeopleProps) {
  const { state, form, isPending } = useFormAction<SignOutState>(end, { ...IDLE, at: 0 });
  return (
    <>
      <SignOutReceipt state={state} />
      {people.map((person) => (
        <PersonCard key={person.identity.sub} person={person} now={now} form={form} isPending={isPending} />
      ))}
    </>
  );
}
