/** @jsxImportSource hono/jsx */
import { CodeField, Field, PasswordField } from './fields';
import { BackToSignIn, CardPage, type Frame, FrameForm } from './frame';
import type { AttributeField } from './sign-up';
import { fill } from './strings';

/** A challenge under way. */
export interface ChallengeProps {
  readonly frame: Frame;
  /** What the form must give back so that the sign-in goes on. */
  readonly carried: Readonly<Record<string, string>>;
}

/** Where all of these forms go. */
const PATH = '/mfa';

/** `SOFTWARE_TOKEN_MFA`: six digits from an authenticator. */
export function totpPage({ frame, carried }: ChallengeProps) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.totpTitle} intro={words.totpIntro}>
      <FrameForm frame={frame} path={PATH} values={carried}>
        <CodeField label={words.totpCode} invalid={frame.error !== undefined} />
        <button class="button primary" type="submit">
          {words.verify}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

/** `EMAIL_OTP`: the code from a message. */
export function emailCodePage({ frame, carried, destination }: ChallengeProps & { destination?: string }) {
  const { words } = frame;
  const intro = destination ? fill(words.codeSentTo, { destination }) : words.enterCode;
  return (
    <CardPage frame={frame} title={words.totpTitle} intro={intro}>
      <FrameForm frame={frame} path={PATH} values={carried}>
        <CodeField label={words.code} invalid={frame.error !== undefined} />
        <button class="button primary" type="submit">
          {words.verify}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

/** `MFA_SETUP`: the key for an authenticator and its first code. */
export function setUpTotpPage({ frame, carried, secret }: ChallengeProps & { secret: string }) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.setupTitle} intro={words.setupIntro}>
      <FrameForm frame={frame} path={PATH} values={carried}>
        <div class="field">
          <span class="small">{words.setupKey}</span>
          <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </div>
        <CodeField label={words.totpCode} invalid={frame.error !== undefined} />
        <button class="button primary" type="submit">
          {words.verify}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

interface NewPasswordProps extends ChallengeProps {
  readonly attributes: readonly AttributeField[];
}

/** `NEW_PASSWORD_REQUIRED`: a password in place of the temporary one, and attributes that are still missing. */
export function newPasswordPage({ frame, carried, attributes }: NewPasswordProps) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.newPasswordTitle} intro={words.newPasswordIntro}>
      <FrameForm frame={frame} path={PATH} values={carried}>
        <PasswordField words={words} label={words.newPassword} autocomplete="new-password" autofocus />
        {attributes.map(({ name, label }) => (
          <Field name={`attribute.${name}`} label={label} />
        ))}
        <button class="button primary" type="submit">
          {words.continue}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

/** `SELECT_MFA_TYPE`: one button per factor. */
export function chooseFactorPage({
  frame,
  carried,
  factors,
}: ChallengeProps & { factors: readonly string[] }) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.chooseFactorTitle} intro={words.totpTitle}>
      <FrameForm frame={frame} path={PATH} values={carried}>
        {factors.map((factor) => (
          <button class="button" type="submit" name="answer" value={factor}>
            {factor === 'SOFTWARE_TOKEN_MFA' ? words.totpCode : words.emailCode}
          </button>
        ))}
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

/** `WEB_AUTHN`: a script asks the browser for the passkey and sends the form. */
export function passkeyPage({ frame, carried, options }: ChallengeProps & { options: string }) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.passkeyTitle} intro={words.passkeyIntro}>
      <FrameForm frame={frame} path={PATH} ceremony="get" values={{ ...carried, options, credential: '' }}>
        <p class="notice bad" role="alert" hidden>
          {words.passkeyFailed}
        </p>
        <button class="button primary" type="submit">
          {words.usePasskey}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
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
        <p class="notice bad" role="alert" hidden>
          {words.passkeyFailed}
        </p>
        <button class="button primary" type="submit">
          {words.addPasskey}
        </button>
      </FrameForm>
      <a class="button" href={back}>
        {words.notNow}
      </a>
    </CardPage>
  );
}
