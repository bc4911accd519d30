import type { FormEvent, RefObject } from 'react';
import type { ReturnTo } from '@/lib/auth/return-to';
import type { Words } from '@/messages/words';
import styles from './sign-in-card.module.css';

interface AddressFormProps {
  readonly words: Words<'signIn'>;
  readonly returnTo: ReturnTo;
  readonly stays: boolean;
  /** Whether managed login is to ask for credentials even if it remembers someone. */
  readonly fresh: boolean;
  readonly email: string;
  readonly field: RefObject<HTMLInputElement | null>;
  onEmail(email: string): void;
  onSubmit(event: FormEvent): void;
}

/**
 * An e-mail address to start with. Without scripts, and where managed login is wanted, the form goes there. By POST: an
 * address that logs keep is no place for somebody's e-mail.
 */
export function AddressForm({
  words,
  returnTo,
  stays,
  fresh,
  email,
  field,
  onEmail,
  onSubmit,
}: AddressFormProps) {
  return (
    <form method="post" action="/api/auth/sign-in" className={styles.email} onSubmit={onSubmit}>
      <input type="hidden" name="provider" value="COGNITO" />
      <input type="hidden" name="returnTo" value={returnTo} />
      {!stays && <input type="hidden" name="remember" value="off" />}
      {fresh && <input type="hidden" name="prompt" value="login" />}
      <div className="field">
        <label htmlFor="email">{words.email}</label>
        <input
          ref={field}
          id="email"
          name="email"
          type="email"
          maxLength={256}
          autoComplete="username"
          required
          value={email}
          onChange={(event) => onEmail(event.target.value)}
        />
      </div>
      <button type="submit" className="button primary wide">
        {words.continue}
      </button>
    </form>
  );
}
