'use client';

import { useActionState } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Device } from '@/lib/data/devices';
import { ActionAnswer } from '../parts/action-answer';
import styles from './device-list.module.css';
import { DeviceRow } from './device-row';

interface DeviceListProps {
  readonly devices: readonly Device[];
  /** A server action: ends the session that `publicId` names, or with `scope=others` all but this one. */
  end(previous: ActionState, form: FormData): Promise<ActionState>;
}

export function DeviceList({ devices, end }: DeviceListProps) {
  const [state, endAction, isEnding] = useActionState(end, IDLE);
  const hasOthers = devices.some(({ current }) => !current);
  return (
    <form action={endAction} className="stack">
      <ActionAnswer state={state} />
      <ul className={styles.list}>
        {devices.map((device) => (
          <DeviceRow key={device.publicId} device={device} isEnding={isEnding} />
        ))}
      </ul>
      {hasOthers && (
        <div>
          <button type="submit" name="scope" value="others" className="button danger" disabled={isEnding}>
            End all other sessions
          </button>
        </div>
      )}
    </form>
  );
}
