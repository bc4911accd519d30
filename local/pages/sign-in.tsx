/** @jsxImportSource hono/jsx */
import { Field, PasswordField } from './fields';
import { CardPage, type Frame, FrameForm } from './frame';
import { ProviderIcon } from './icons';
import { fill, type Strings } from './strings';

export interface ProviderButton {
  /** The value of `identity_provider`. */
  readonly name: string;
  readonly type: string;
  /** What users call it. */
  readonly label: string;
}

export interface SignInProps {
  readonly frame: Frame;
  readonly username?: string | undefined;
  readonly usernameIsEmail: boolean;
  readonly providers: readonly ProviderButton[];
  /** False for a client that only takes users from other providers. */
  readonly withPassword: boolean;
  readonly withPasskey: boolean;
  readonly withSignUp: boolean;
}

/** The form of `/login`: other providers, then username and password, then the ways around them. */
export function signInPage(props: SignInProps) {
  const { frame, providers, withPassword } = props;
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.signIn} intro={fill(words.signInIntro, { app: frame.appName })}>
      {providers.length > 0 && <Providers frame={frame} providers={providers} />}
      {providers.length > 0 && withPassword && <div class="or">{words.or}</div>}
      {withPassword && <PasswordForm {...props} />}
    </CardPage>
  );
}

function Providers({ frame, providers }: Pick<SignInProps, 'frame' | 'providers'>) {
  return (
    <FrameForm frame={frame} path="/login">
      {providers.map(({ name, type, label }) => (
        <button class="button" type="submit" name="identity_provider" value={name}>
          <ProviderIcon type={type} />
          {fill(frame.words.continueWith, { provider: label })}
        </button>
      ))}
    </FrameForm>
  );
}

function PasswordForm(props: SignInProps) {
  const { frame, username, usernameIsEmail } = props;
  const { words } = frame;
  const invalid = frame.error !== undefined;
  return (
    <>
      <FrameForm frame={frame} path="/login">
        <UsernameField
          words={words}
          isEmail={usernameIsEmail}
          value={username}
          autofocus={username === undefined}
          invalid={invalid}
        />
        <PasswordField
          words={words}
          label={words.password}
          autocomplete="current-password"
          autofocus={username !== undefined}
          invalid={invalid}
        >
          <p class="small">
            <a href={`/forgotPassword${frame.query}`}>{words.forgotPassword}</a>
          </p>
        </PasswordField>
        <button class="button primary" type="submit">
          {words.signIn}
        </button>
        {props.withPasskey && (
          <button class="button" type="submit" name="factor" value="WEB_AUTHN" formnovalidate>
            {words.usePasskey}
          </button>
        )}
      </FrameForm>
      {props.withSignUp && (
        <p class="small">
          {words.newHere} <a href={`/signup${frame.query}`}>{words.createAccount}</a>
        </p>
      )}
    </>
  );
}

interface UsernameFieldProps {
  readonly words: Strings;
  readonly isEmail: boolean;
  readonly value?: string | undefined;
  readonly autofocus?: boolean;
  readonly invalid?: boolean;
}

/** An e-mail address where the pool signs users in by e-mail, else a username. */
export function UsernameField({ words, isEmail, ...rest }: UsernameFieldProps) {
  const shape = isEmail ? { label: words.email, type: 'email' as const } : { label: words.username };
  return <Field name="username" autocomplete="username" {...shape} {...rest} />;
}
