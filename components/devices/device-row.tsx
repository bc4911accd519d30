import type { Device } from '@/lib/data/devices';
import { Moment } from '../parts/moment';
import { methodInWords } from '../session/display-name';
import { DeviceIcon } from './device-icon';
import styles from './device-list.module.css';
import { deviceInWords, fromAddress } from './device-words';

interface DeviceRowProps {
  readonly device: Device;
  /** A change is under way: no second one meanwhile. */
  readonly isEnding: boolean;
}

/** One session, with the button that ends it. The current one is left by signing out, which its page offers. */
export function DeviceRow({ device, isEnding }: DeviceRowProps) {
  const name = deviceInWords(device);
  return (
    <li className={styles.row}>
      <DeviceIcon system={device.system} />
      <div className={styles.text}>
        <p className={styles.name}>
          {name} {device.current && <span className={styles.badge}>This device</span>}
        </p>
        <p>
          Signed in with {methodInWords(device.method)}, <Moment at={device.signedInAt} />
        </p>
        <p>
          {device.current ? 'Active now' : 'Last active '}
          {!device.current && <Moment at={device.lastSeenAt} />}
          {fromAddress(device.address)}
        </p>
      </div>
      {!device.current && (
        <button
          type="submit"
          name="publicId"
          value={device.publicId}
          className="button outlined"
          aria-label={`End the session of ${name}`}
          disabled={isEnding}
        >
          End
        </button>
      )}
    </li>
  );
}
