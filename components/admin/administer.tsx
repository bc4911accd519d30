'use client';

import { IDLE } from '@/lib/data/action-state';
import type { Person } from '@/lib/data/administration';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { deviceInWords } from '@/lib/session/device-words';
import { DeviceRow } from '../devices/device-row';
import { SignOutReceipt } from '../devices/sign-out-receipt';
import { Card } from '../parts/card';
import { Confirm } from '../parts/confirm';
import { useFormAction } from '../parts/use-form-action';
import { displayName } from '../session/display-name';
import { AccountActs } from './account-acts';
import { ActForm } from './act-form';
import styles from './admin.module.css';

interface AdministerProps {
  readonly person: Person;
  /** When the server read it, in epoch milliseconds. */
  readonly now: number;
  /** A server action: does to the account what the field `act` says. */
  act(previous: SignOutState, form: FormData): Promise<SignOutState>;
}

const OWN = 'This is the session that you are using now: you will be signed out.';

/** A user's sessions and what can be done to the account. What was done is told above, where it stays. */
export function Administer({ person, now, act }: AdministerProps) {
  const { state, form, isPending } = useFormAction<SignOutState>(act, { ...IDLE, at: 0 });
  const { username, devices } = person;
  const common = { form, isPending, username };
  return (
    <>
      <SignOutReceipt state={state} />
      <Card title="What you can do" intro={`To ${displayName(person)}’s account.`}>
        <AccountActs person={person} {...common} />
      </Card>
      <Card title="Devices" intro={countInWords(devices.length)}>
        <ul className={styles.devices}>
          {devices.map((device) => (
            <DeviceRow key={device.publicId} device={device} now={now}>
              <Confirm
                label="Sign out"
                fullLabel={`Sign out ${deviceInWords(device)}`}
                question={`Sign out ${deviceInWords(device)}? ${device.current ? OWN : ''}`}
              >
                <ActForm
                  {...common}
                  act="ended_a_session"
                  publicId={device.publicId}
                  label={device.current ? 'Sign yourself out' : 'Sign it out'}
                />
              </Confirm>
            </DeviceRow>
          ))}
        </ul>
      </Card>
    </>
  );
}

function countInWords(count: number): string {
  if (count === 0) return 'Not signed in anywhere.';
  return count === 1 ? 'Signed in on one device.' : `Signed in on ${count} devices.`;
}
