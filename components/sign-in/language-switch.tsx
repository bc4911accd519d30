import type { ErrorCode } from '@/lib/errors';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@/lib/preferences';
import styles from './language-switch.module.css';

interface LanguageSwitchProps {
  /** Of the page as it is. */
  readonly language: Language;
  /** Where the visitor goes after signing in, and the code of why they are here. */
  readonly returnTo: string;
  readonly reason: ErrorCode | null;
  /** A server action: keeps the field `language`. */
  choose(form: FormData): Promise<never>;
}

/** The page in the other languages, for who is not signed in: the account page asks everyone else. Works without JavaScript. */
export function LanguageSwitch({ language, returnTo, reason, choose }: LanguageSwitchProps) {
  return (
    <form action={choose} className={styles.languages}>
      <input type="hidden" name="returnTo" value={returnTo} />
      {reason !== null && <input type="hidden" name="error" value={reason} />}
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <button key={other} type="submit" name="language" value={other} lang={other} className="button quiet">
          {LANGUAGE_NAMES[other]}
        </button>
      ))}
    </form>
  );
}
