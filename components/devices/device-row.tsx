import type { ReactNode } from 'react';
import type { Device } from '@/lib/data/devices';
import { deviceInWords, fromWhere } from '@/lib/session/device-words';
import { RelativeMoment } from '../parts/moment';
import { methodInWords } from '../session/display-name';
import { DeviceIcon } from './device-icon';
import styles from './device-list.module.css';

interface DeviceRowProps {
  readonly device: Device;
  /** When the server rendered this, in epoch milliseconds. */
  readonly now: number;
  /** What ends the session. */
  readonly children: ReactNode;
}

/** One session in words. */
export function DeviceRow({ device, now, children }: DeviceRowProps) {
  return (
    <li className={styles.row}>
      <DeviceIcon system={device.system} />
      <div className={styles.text}>
        <p className={styles.name}>
          {deviceInWords(device)} {device.current && <span className={styles.badge}>This device</span>}
        </p>
        <p>
          {device.current ? 'Active now' : 'Last active '}
          {!device.current && <RelativeMoment at={device.lastSeenAt} now={now} />}
          {fromWhere(device)}
        </p>
        <p>
          Signed in with {methodInWords(device)} <RelativeMoment at={device.signedInAt} now={now} />
        </p>
      </div>
      <div className={styles.action}>{children}</div>
    </li>
  );
}
