/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { CodeField, Field, PasswordField } from './fields';
import { BackToSignIn, CardPage, type Frame, FrameForm } from './frame';
import type { AttributeField } from './sign-up';
import { fill, type Strings } from './strings';

/** A challenge under way. */
export interface ChallengeProps {
  readonly frame: Frame;
  /** What the form must give back so that the sign-in goes on. */
  readonly carried: Readonly<Record<string, string>>;
}

interface ChallengePageProps extends ChallengeProps {
  readonly title: string;
  readonly intro: string;
  /** Which passkey ceremony the script runs before it sends the form. */
  readonly ceremony?: 'get';
  /** Label of the button that sends the form; none where each choice is a button. */
  readonly submit?: string;
  readonly children?: Child;
}

/** What all challenges share: a card, a form that goes to `/mfa`, and the way back. */
function ChallengePage({ frame, carried, title, intro, ceremony, submit, children }: ChallengePageProps) {
  return (
    <CardPage frame={frame} title={title} intro={intro}>
      <FrameForm frame={frame} path="/mfa" ceremony={ceremony} values={carried}>
        {children}
        {submit && <Submit label={submit} />}
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

function Submit({ label }: { label: string }) {
  return (
    <button class="button primary" type="submit">
      {label}
    </button>
  );
}

/** Shown by the script when the browser gives no passkey. */
function PasskeyFailed({ frame }: { frame: Frame }) {
  return (
    <p class="notice bad" role="alert" hidden>
      {frame.words.passkeyFailed}
    </p>
  );
}

/** `SOFTWARE_TOKEN_MFA`: six digits from an authenticator. */
export function totpPage(props: ChallengeProps) {
  const { words, error } = props.frame;
  return (
    <ChallengePage {...props} title={words.totpTitle} intro={words.totpIntro} submit={words.verify}>
      <CodeField label={words.totpCode} invalid={error !== undefined} />
    </ChallengePage>
  );
}

/** `EMAIL_OTP` and `SMS_MFA`: the code from a message. */
export function sentCodePage({ destination, ...props }: ChallengeProps & { destination?: string }) {
  const { words, error } = props.frame;
  const intro = destination ? fill(words.codeSentTo, { destination }) : words.enterCode;
  return (
    <ChallengePage {...props} title={words.totpTitle} intro={intro} submit={words.verify}>
      <CodeField label={words.code} invalid={error !== undefined} />
    </ChallengePage>
  );
}

/** `MFA_SETUP`: the key for an authenticator and its first code. */
export function setUpTotpPage({ secret, ...props }: ChallengeProps & { secret: string }) {
  const { words, error } = props.frame;
  return (
    <ChallengePage {...props} title={words.setupTitle} intro={words.setupIntro} submit={words.verify}>
      <div class="field">
        <span class="small">{words.setupKey}</span>
        <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </div>
      <CodeField label={words.totpCode} invalid={error !== undefined} />
    </ChallengePage>
  );
}

interface NewPasswordProps extends ChallengeProps {
  readonly attributes: readonly AttributeField[];
}

/** `NEW_PASSWORD_REQUIRED`: a password in place of the temporary one, and attributes that are still missing. */
export function newPasswordPage({ attributes, ...props }: NewPasswordProps) {
  const { words } = props.frame;
  return (
    <ChallengePage
      {...props}
      title={words.newPasswordTitle}
      intro={words.newPasswordIntro}
      submit={words.continue}
    >
      <PasswordField words={words} label={words.newPassword} autocomplete="new-password" autofocus />
      {attributes.map(({ name, label }) => (
        <Field name={`attribute.${name}`} label={label} />
      ))}
    </ChallengePage>
  );
}

function factorLabel(factor: string, words: Strings): string {
  if (factor === 'SOFTWARE_TOKEN_MFA') return words.totpCode;
  return factor === 'SMS_MFA' ? words.smsCode : words.emailCode;
}

/** `SELECT_MFA_TYPE`: one button per factor. */
export function chooseFactorPage({ factors, ...props }: ChallengeProps & { factors: readonly string[] }) {
  const { words } = props.frame;
  return (
    <ChallengePage {...props} title={words.chooseFactorTitle} intro={words.totpTitle}>
      {factors.map((factor) => (
        <button class="button" type="submit" name="answer" value={factor}>
          {factorLabel(factor, words)}
        </button>
      ))}
    </ChallengePage>
  );
}

/** `WEB_AUTHN`: a script asks the browser for the passkey and sends the form. */
export function passkeyPage({ options, ...props }: ChallengeProps & { options: string }) {
  const { words } = props.frame;
  const carried = { ...props.carried, options, credential: '' };
  return (
    <ChallengePage
      {...props}
      carried={carried}
      ceremony="get"
      title={words.passkeyTitle}
      intro={words.passkeyIntro}
      submit={words.usePasskey}
    >
      <PasskeyFailed frame={props.frame} />
    </ChallengePage>
  );
}

interface AddPasskeyProps {
  readonly frame: Frame;
  /** For `navigator.credentials.create`, as JSON. */
  readonly options: string;
  /** Where somebody goes who does not want one. */
  readonly back: string;
}

/** `/passkeys/add`: offers a passkey to who is signed in. */
export function addPasskeyPage({ frame, options, back }: AddPasskeyProps) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.addPasskey} intro={words.addPasskeyIntro}>
      <FrameForm frame={frame} path="/passkeys/add" ceremony="create" values={{ options, credential: '' }}>
        <PasskeyFailed frame={frame} />
        <Submit label={words.addPasskey} />
      </FrameForm>
      <a class="button" href={back}>
        {words.notNow}
      </a>
    </CardPage>
  );
}
