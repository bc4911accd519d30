'use client';

import type { Device } from '@/lib/data/devices';
import { deviceInWords } from '@/lib/session/device-words';
import type { Words } from '@/messages/words';
import { NotMeForm } from '../activity/not-me-form';
import { SharedForm, SubmitButton, useSharedAction } from '../parts/action-form';
import { Confirm } from '../parts/confirm';
import { fillIn } from '../parts/fill-in';
import { SignOutForm } from '../session/sign-out-form';
import styles from './device-list.module.css';
import { DeviceRow, type DeviceWords } from './device-row';
import { useLiveDevices } from './use-live-devices';

interface ListWords extends DeviceWords {
  readonly list: Words<'devices'>['list'];
}

interface DeviceListProps {
  readonly words: ListWords;
  readonly devices: readonly Device[];
  /** When the server read them, in epoch milliseconds. */
  readonly now: number;
  /** A server action: ends the session that `publicId` names, and leads to what to do next. */
  notMe(form: FormData): Promise<void>;
}

/**
 * The user's devices, kept current. Its forms end the session that `publicId` names, or with `scope=others` all but this one, by
 * the action that is shared with them.
 */
export function DeviceList({ devices: rendered, now, words, notMe }: DeviceListProps) {
  const devices = useLiveDevices(rendered, useSharedAction().state);
  const { list } = words;
  const others = devices.filter(({ current }) => !current);
  return (
    <div className="stack">
      <div className={styles.summary}>
        <p role="status">{countInWords(devices.length, list)}</p>
        {others.length > 0 && (
          <Confirm label={list.others} question={fillIn(list.willBe, { which: whichOthers(others, words) })}>
            <SharedForm>
              <SubmitButton name="scope" value="others" className="button danger wide">
                {others.length === 1 ? list.theOther : fillIn(list.theOthers, { count: `${others.length}` })}
              </SubmitButton>
            </SharedForm>
          </Confirm>
        )}
      </div>
      <ul className="rows">
        {devices.map((device) => (
          <DeviceRow key={device.publicId} device={device} now={now} words={words}>
            {device.current ? (
              <SignOutForm label={list.here} className="button outlined" />
            ) : (
              <EndDevice device={device} words={words} notMe={notMe} />
            )}
          </DeviceRow>
        ))}
      </ul>
    </div>
  );
}

interface EndDeviceProps extends Pick<DeviceListProps, 'notMe' | 'words'> {
  readonly device: Device;
}

function EndDevice({ device, words, notMe }: EndDeviceProps) {
  const { list } = words;
  const which = deviceInWords(device, words.device);
  return (
    <Confirm
      label={list.end}
      fullLabel={fillIn(list.endWhich, { device: which })}
      question={fillIn(list.endSure, { device: which })}
    >
      <SharedForm>
        <SubmitButton name="publicId" value={device.publicId} className="button danger wide">
          {list.endIt}
        </SubmitButton>
      </SharedForm>
      <NotMeForm publicId={device.publicId} about={which} words={list} notMe={notMe} />
    </Confirm>
  );
}

function countInWords(count: number, list: ListWords['list']): string {
  return count === 1 ? list.onlyHere : fillIn(list.count, { count: `${count}` });
}

function whichOthers(others: readonly Device[], { device, list }: ListWords): string {
  const [only] = others;
  if (others.length === 1 && only) return deviceInWords(only, device);
  return fillIn(list.allOthers, { count: `${others.length}` });
}
