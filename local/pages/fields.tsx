/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Strings } from './strings';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date';
  readonly value?: string | undefined;
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  readonly invalid?: boolean;
  readonly required?: boolean;
}

/** A label and its input. */
export function Field({ name, label, type = 'text', value, required = true, ...rest }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={required}
        autocomplete={rest.autocomplete}
        autofocus={rest.autofocus}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={rest.invalid ? 'true' : undefined}
      />
    </div>
  );
}

interface PasswordFieldProps {
  readonly words: Strings;
  readonly label: string;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly name?: string;
  readonly autofocus?: boolean;
  readonly invalid?: boolean;
  /** Shown below the input. */
  readonly children?: Child;
}

/** A password with a button that shows it; without script the button stays hidden. */
export function PasswordField({
  words,
  label,
  autocomplete,
  name = 'password',
  ...rest
}: PasswordFieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="reveal">
        <input
          id={name}
          name={name}
          type="password"
          required
          maxlength={256}
          autocomplete={autocomplete}
          autofocus={rest.autofocus}
          aria-invalid={rest.invalid ? 'true' : undefined}
        />
        <button type="button" hidden data-reveal={name} data-hide={words.hide} aria-controls={name}>
          {words.show}
        </button>
      </div>
      {rest.children}
    </div>
  );
}

interface CodeFieldProps {
  readonly label: string;
  readonly invalid?: boolean;
  readonly autofocus?: boolean;
}

/** Six digits from a message or an authenticator. */
export function CodeField({ label, invalid, autofocus = true }: CodeFieldProps) {
  return (
    <div class="field">
      <label for="code">{label}</label>
      <input
        id="code"
        class="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
        required
        autofocus={autofocus}
        aria-invalid={invalid ? 'true' : undefined}
      />
    </div>
  );
}

/** Values that a form carries along unseen. Absent ones are left out. */
export function Hidden({ values }: { values: Readonly<Record<string, string | undefined>> }) {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return (
    <>
      {present.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** One sentence above a form: announced at once when it is an error. */
export function Notice({ text, bad = false }: { text: string | undefined; bad?: boolean }) {
  if (text === undefined) return null;
  return (
    <p class={bad ? 'notice bad' : 'notice'} role={bad ? 'alert' : 'status'}>
      {text}
    </p>
  );
}
