'use client';

import { IDLE } from '@/lib/data/action-state';
import type { Device } from '@/lib/data/devices';
import type { SignOutState } from '@/lib/data/sign-out-state';
import { deviceInWords } from '@/lib/session/device-words';
import { NotMeForm } from '../activity/not-me-form';
import { Confirm } from '../parts/confirm';
import { useFormAction } from '../parts/use-form-action';
import { SignOutForm } from '../session/sign-out-form';
import styles from './device-list.module.css';
import { DeviceRow } from './device-row';
import { SignOutReceipt } from './sign-out-receipt';
import { useLiveDevices } from './use-live-devices';

interface DeviceListProps {
  readonly devices: readonly Device[];
  /** When the server read them, in epoch milliseconds. */
  readonly now: number;
  /** A server action: ends the session that `publicId` names, or with `scope=others` all but this one. */
  end(previous: SignOutState, form: FormData): Promise<SignOutState>;
  /** A server action: ends the session that `publicId` names, and leads to what to do next. */
  notMe(form: FormData): Promise<void>;
}

export function DeviceList({ devices: rendered, now, end, notMe }: DeviceListProps) {
  const { state, form, isPending } = useFormAction<SignOutState>(end, { ...IDLE, at: 0 });
  const devices = useLiveDevices(rendered, state);
  const others = devices.filter(({ current }) => !current);
  return (
    <div className="stack">
      <SignOutReceipt state={state} />
      <div className={styles.summary}>
        <p role="status">{countInWords(devices.length)}</p>
        {others.length > 0 && (
          <Confirm label="Sign out all other devices" question={`${whichOthers(others)} will be signed out.`}>
            <form {...form}>
              <button
                type="submit"
                name="scope"
                value="others"
                className="button danger wide"
                disabled={isPending}
              >
                Sign out {others.length === 1 ? 'the other device' : `${others.length} devices`}
              </button>
            </form>
          </Confirm>
        )}
      </div>
      <ul className="rows">
        {devices.map((device) => (
          <DeviceRow key={device.publicId} device={device} now={now}>
            {device.current ? (
              <SignOutForm label="Sign out here" className="button outlined" />
            ) : (
              <EndDevice device={device} form={form} isPending={isPending} notMe={notMe} />
            )}
          </DeviceRow>
        ))}
      </ul>
    </div>
  );
}

interface EndDeviceProps
  extends Pick<DeviceListProps, 'notMe'>,
    ReturnType<typeof useFormAction<SignOutState>> {
  readonly device: Device;
}

function EndDevice({ device, form, isPending, notMe }: Omit<EndDeviceProps, 'state'>) {
  return (
    <Confirm
      label="Sign out"
      fullLabel={`Sign out ${deviceInWords(device)}`}
      question={`Sign out ${deviceInWords(device)}? Pages that are open there close at once.`}
    >
      <form {...form}>
        <button
          type="submit"
          name="publicId"
          value={device.publicId}
          className="button danger wide"
          disabled={isPending}
        >
          Sign it out
        </button>
      </form>
      <NotMeForm publicId={device.publicId} about={deviceInWords(device)} notMe={notMe} />
    </Confirm>
  );
}

function countInWords(count: number): string {
  return count === 1 ? 'You are signed in on this device only.' : `You are signed in on ${count} devices.`;
}

function whichOthers(others: readonly Device[]): string {
  const [only] = others;
  return others.length === 1 && only ? deviceInWords(only) : `All ${others.length} other devices`;
}
