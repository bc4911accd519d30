import type { Person } from '@/lib/data/administration';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { deviceInWords } from '@/lib/session/device-words';
import type { Words } from '@/messages/words';
import { DeviceRow, type DeviceWords } from '../devices/device-row';
import { WithReceipt } from '../devices/with-receipt';
import { Card } from '../parts/card';
import { Confirm } from '../parts/confirm';
import { fillIn } from '../parts/fill-in';
import { displayName } from '../session/display-name';
import { AccountActs } from './account-acts';
import { ActForm } from './act-form';
import styles from './admin.module.css';

interface AdministerWords extends DeviceWords {
  readonly acts: Words<'administration'>['acts'];
}

interface AdministerProps {
  readonly words: AdministerWords;
  readonly person: Person;
  /** When the server read it, in epoch milliseconds. */
  readonly now: number;
  /** A server action: does to the account what the field `act` says. */
  act(previous: SignOutState, form: FormData): Promise<SignOutState>;
}

/** A user's sessions and what can be done to the account. What was done is told above, where it stays. */
export function Administer({ words, person, now, act }: AdministerProps) {
  const { username, devices } = person;
  const { acts } = words;
  const common = { words: acts, username };
  return (
    <WithReceipt action={act}>
      <Card title={acts.title} intro={fillIn(acts.intro, { name: displayName(person) })}>
        <AccountActs person={person} {...common} />
      </Card>
      <Card title={acts.devices} intro={countInWords(devices.length, acts)}>
        <ul className={styles.devices}>
          {devices.map((device) => {
            const which = { device: deviceInWords(device, words.device) };
            return (
              <DeviceRow key={device.publicId} device={device} now={now} words={words}>
                <Confirm
                  label={acts.end}
                  fullLabel={fillIn(acts.endWhich, which)}
                  question={`${fillIn(acts.endSure, which)} ${device.current ? acts.isYours : ''}`}
                >
                  <ActForm
                    {...common}
                    act="ended_a_session"
                    publicId={device.publicId}
                    label={device.current ? acts.endYourself : acts.endIt}
                  />
                </Confirm>
              </DeviceRow>
            );
          })}
        </ul>
      </Card>
    </WithReceipt>
  );
}

function countInWords(count: number, acts: AdministerWords['acts']): string {
  if (count === 0) return acts.nowhere;
  return count === 1 ? acts.onOne : fillIn(acts.onMany, { count: `${count}` });
}
