/** @jsxImportSource hono/jsx */
import { CodeField, Field, PasswordField } from './fields';
import { BackToSignIn, CardPage, type Frame, FrameForm } from './frame';
import type { AttributeField } from './sign-up';
import { fill } from './strings';

/** A challenge under way: what a form must give back so that the sign-in goes on. */
export interface ChallengeProps {
  readonly frame: Frame;
  readonly username: string;
  /** Cognito's session for the next answer. */
  readonly session: string;
}

const carried = (challenge: string, { username, session }: ChallengeProps) => ({
  challenge,
  username,
  session,
});

/** Six digits: from an authenticator (`SOFTWARE_TOKEN_MFA`) or from a message (`EMAIL_OTP`). */
export function codeChallengePage(
  props: ChallengeProps & { challenge: string; destination?: string | undefined },
) {
  const { frame, challenge, destination } = props;
  const { words } = frame;
  const byMail = challenge !== 'SOFTWARE_TOKEN_MFA';
  const sent = destination ? fill(words.codeSentTo, { destination }) : words.enterCode;
  return (
    <CardPage frame={frame} title={words.totpTitle} intro={byMail ? sent : words.totpIntro}>
      <FrameForm frame={frame} path="/mfa" values={{ ...carried(challenge, props), destination }}>
        <CodeField label={byMail ? words.code : words.totpCode} invalid={frame.error !== undefined} />
        <button class="button primary" type="submit">
          {words.verify}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

/** `MFA_SETUP`: the key for an authenticator and its first code. */
export function setUpTotpPage(props: ChallengeProps & { secret: string }) {
  const { frame, secret } = props;
  const { words } = frame;
  const grouped = secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <CardPage frame={frame} title={words.setupTitle} intro={words.setupIntro}>
      <FrameForm frame={frame} path="/mfa" values={{ ...carried('MFA_SETUP', props), secret }}>
        <div class="field">
          <span class="small">{words.setupKey}</span>
          <code class="secret">{grouped}</code>
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

/** `NEW_PASSWORD_REQUIRED`: a password in place of the temporary one, and attributes that are still missing. */
export function newPasswordPage(props: ChallengeProps & { attributes: readonly AttributeField[] }) {
  const { frame, attributes } = props;
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.newPasswordTitle} intro={words.newPasswordIntro}>
      <FrameForm frame={frame} path="/mfa" values={carried('NEW_PASSWORD_REQUIRED', props)}>
        <PasswordField words={words} label={words.newPassword} autocomplete="new-password" autofocus />
        {attributes.map(({ name, label, value }) => (
          <Field name={`attribute.${name}`} label={label} value={value} />
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
export function chooseFactorPage(props: ChallengeProps & { factors: readonly string[] }) {
  const { frame, factors } = props;
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.chooseFactorTitle} intro={words.totpTitle}>
      <FrameForm frame={frame} path="/mfa" values={carried('SELECT_MFA_TYPE', props)}>
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
export function passkeyPage(props: ChallengeProps & { options: string }) {
  const { frame, options } = props;
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.passkeyTitle} intro={words.passkeyIntro}>
      <FrameForm
        frame={frame}
        path="/mfa"
        id="passkey"
        values={{ ...carried('WEB_AUTHN', props), options, credential: '' }}
      >
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
