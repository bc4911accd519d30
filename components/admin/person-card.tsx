import type { ReactNode } from 'react';
import type { Person } from '@/lib/data/administration';
import { DeviceRow } from '../devices/device-row';
import { deviceInWords } from '../devices/device-words';
import { Card } from '../parts/card';
import { Confirm } from '../parts/confirm';
import type { FormAction } from '../parts/use-form-action';
import { displayName, groupsInWords } from '../session/display-name';
import styles from './admin.module.css';

interface PersonCardProps {
  readonly person: Person;
  /** When the server rendered this, in epoch milliseconds. */
  readonly now: number;
  readonly form: FormAction<never>['form'];
  readonly isPending: boolean;
}

const OWN = 'This includes the session that you are using now: you will be signed out.';

/** A user with their sessions. */
export function PersonCard({ person: { identity, devices }, now, form, isPending }: PersonCardProps) {
  const intro = [identity.email, groupsInWords(identity.groups)].filter((part) => part !== null);
  const submit = (label: string, fields: ReactNode) => (
    <form {...form}>
      <input type="hidden" name="sub" value={identity.sub} />
      {fields}
      <button type="submit" className="button danger wide" disabled={isPending}>
        {label}
      </button>
    </form>
  );
  return (
    <Card title={displayName(identity)} intro={intro.join(' · ')}>
      {devices.length === 0 && <p>Not signed in anywhere.</p>}
      <ul className={styles.devices}>
        {devices.map((device) => (
          <DeviceRow key={device.publicId} device={device} now={now}>
            <Confirm
              label="Sign out"
              fullLabel={`Sign out ${deviceInWords(device)}`}
              question={`Sign out ${deviceInWords(device)}? ${device.current ? OWN : ''}`}
            >
              {submit('Sign it out', <input type="hidden" name="publicId" value={device.publicId} />)}
            </Confirm>
          </DeviceRow>
        ))}
      </ul>
      {devices.length > 0 && (
        <Confirm
          label="Sign out everywhere"
          align="start"
          question={`Sign out ${displayName(identity)} on ${inWords(devices.length)}? ${devices.some(({ current }) => current) ? OWN : ''}`}
        >
          {submit('Sign out all devices', null)}
        </Confirm>
      )}
    </Card>
  );
}

function inWords(count: number): string {
  return count === 1 ? 'one device' : `all ${count} devices`;
}
