import styles from './recovery.module.css';

/** What to do without password, phone or device, in the order of how often it happens. */
export function Recovery({ email, provider }: { email: string | null; provider: string | null }) {
  if (provider !== null)
    return <p>{provider} helps you back into your account. There is nothing to set up here.</p>;
  return (
    <dl className={styles.list}>
      <div>
        <dt>You forgot your password</dt>
        <dd>
          Choose “Forgot your password?” where you sign in. We send a code to {email ?? 'your e-mail address'}
          .
        </dd>
      </div>
      <div>
        <dt>You lost the phone with your authenticator app</dt>
        <dd>Ask an administrator to turn two-step verification off for you.</dd>
      </div>
      <div>
        <dt>You lost a device</dt>
        <dd>Sign it out under your devices, then change your password.</dd>
      </div>
    </dl>
  );
}
