import styles from './ways-to-sign-in.module.css';

interface StaySignedInProps {
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** Off, the cookie goes with the browser and the session has a shorter life. */
export function StaySignedIn({ checked, onChange }: StaySignedInProps) {
  return (
    <label className={styles.stay}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      Keep me signed in on this device
    </label>
  );
}
