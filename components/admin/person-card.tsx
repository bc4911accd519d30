'use client';

import { useActionState } from 'react';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import type { Person } from '@/lib/data/administration';
import { DeviceRow } from '../devices/device-row';
import { ActionAnswer } from '../parts/action-answer';
import { Card } from '../parts/card';
import { displayName } from '../session/display-name';
import styles from './admin.module.css';

interface PersonCardProps {
  readonly person: Person;
  /** A server action: ends the person's sessions, or the one that `publicId` names. */
  end(previous: ActionState, form: FormData): Promise<ActionState>;
}

export function PersonCard({ person: { identity, devices }, end }: PersonCardProps) {
  const [state, endAction, isEnding] = useActionState(end, IDLE);
  const intro = [identity.email, identity.username, ...identity.groups].filter((part) => part !== null);
  return (
    <Card title={displayName(identity)} intro={intro.join(' · ')}>
      <form action={endAction}>
        <input type="hidden" name="sub" value={identity.sub} />
        <ActionAnswer state={state} />
        <ul className={styles.devices}>
          {devices.map((device) => (
            <DeviceRow key={device.publicId} device={device} isEnding={isEnding} />
          ))}
        </ul>
        <button type="submit" className="button danger" disabled={isEnding}>
          {devices.length === 1 ? 'End this session' : `End all ${devices.length} sessions`}
        </button>
      </form>
    </Card>
  );
}
