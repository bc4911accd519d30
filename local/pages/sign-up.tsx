/** @jsxImportSource hono/jsx */
import { CodeField, Field, PasswordField } from './fields';
import { BackToSignIn, CardPage, type Frame, FrameForm } from './frame';
import { UsernameField } from './sign-in';
import { fill } from './strings';

/** An attribute that the pool requires, as a field. */
export interface AttributeField {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
}

/** An attribute's field, labelled with its name in words: `given_name` is "Given name". */
export function attributeField(name: string, value?: string): AttributeField {
  const words = name.replace(/^custom:/, '').replaceAll('_', ' ');
  const label = name === 'email' ? 'Email address' : words.slice(0, 1).toUpperCase() + words.slice(1);
  return { name, label, value };
}

export interface SignUpProps {
  readonly frame: Frame;
  readonly username?: string | undefined;
  readonly usernameIsEmail: boolean;
  readonly attributes: readonly AttributeField[];
}

const INPUT_TYPES: Readonly<Record<string, 'email' | 'tel' | 'url' | 'date'>> = {
  email: 'email',
  phone_number: 'tel',
  website: 'url',
  picture: 'url',
  profile: 'url',
  birthdate: 'date',
};

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  email: 'email',
  phone_number: 'tel',
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  nickname: 'nickname',
  birthdate: 'bday',
};

/** The form of `/signup`. */
export function signUpPage({ frame, username, usernameIsEmail, attributes }: SignUpProps) {
  const { words } = frame;
  return (
    <CardPage
      frame={frame}
      title={words.createAccount}
      intro={fill(words.signUpIntro, { app: frame.appName })}
    >
      <FrameForm frame={frame} path="/signup">
        <UsernameField words={words} isEmail={usernameIsEmail} value={username} autofocus />
        {attributes.map(({ name, label, value }) => (
          <Field
            name={`attribute.${name}`}
            label={label}
            type={INPUT_TYPES[name] ?? 'text'}
            autocomplete={AUTOCOMPLETE[name] ?? 'off'}
            value={value}
          />
        ))}
        <PasswordField words={words} label={words.password} autocomplete="new-password" />
        <button class="button primary" type="submit">
          {words.signUp}
        </button>
      </FrameForm>
      <p class="small">
        {words.haveAccount} <a href={`/login${frame.query}`}>{words.signIn}</a>
      </p>
    </CardPage>
  );
}

export interface ConfirmUserProps {
  readonly frame: Frame;
  readonly username: string | undefined;
  readonly usernameIsEmail: boolean;
  /** Masked address that the code went to. */
  readonly destination?: string | undefined;
  /** Proof that this user has just given the right password, if so. */
  readonly proof?: string | undefined;
}

/** The form of `/confirmUser`; it asks for the username only when nobody said it before. */
export function confirmUserPage({ frame, username, usernameIsEmail, destination, proof }: ConfirmUserProps) {
  const { words } = frame;
  const intro = destination ? fill(words.codeSentTo, { destination }) : words.enterCode;
  return (
    <CardPage frame={frame} title={words.confirmTitle} intro={intro}>
      <FrameForm frame={frame} path="/confirmUser" values={{ username, destination, proof }}>
        {username === undefined && <UsernameField words={words} isEmail={usernameIsEmail} autofocus />}
        <CodeField
          label={words.code}
          invalid={frame.error !== undefined}
          autofocus={username !== undefined}
        />
        <button class="button primary" type="submit">
          {words.confirmAccount}
        </button>
      </FrameForm>
      {username !== undefined && (
        <FrameForm frame={frame} path="/confirmUser" values={{ username, proof, action: 'resend' }}>
          <button class="link small" type="submit">
            {words.resend}
          </button>
        </FrameForm>
      )}
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}
