/** @jsxImportSource hono/jsx */
import { CodeField, PasswordField } from './fields';
import { BackToSignIn, CardPage, type Frame, FrameForm } from './frame';
import { UsernameField } from './sign-in';
import { fill } from './strings';

export interface ForgotPasswordProps {
  readonly frame: Frame;
  readonly username?: string | undefined;
  readonly usernameIsEmail: boolean;
}

/** The form of `/forgotPassword`: who are you? */
export function forgotPasswordPage({ frame, username, usernameIsEmail }: ForgotPasswordProps) {
  const { words } = frame;
  return (
    <CardPage frame={frame} title={words.forgotTitle} intro={words.forgotIntro}>
      <FrameForm frame={frame} path="/forgotPassword">
        <UsernameField words={words} isEmail={usernameIsEmail} value={username} autofocus />
        <button class="button primary" type="submit">
          {words.sendCode}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}

export interface ResetPasswordProps {
  readonly frame: Frame;
  readonly username: string;
  readonly destination?: string | undefined;
}

/** The form of `/confirmForgotPassword`: the code, and a new password. */
export function resetPasswordPage({ frame, username, destination }: ResetPasswordProps) {
  const { words } = frame;
  const intro = destination ? fill(words.codeSentTo, { destination }) : words.enterCode;
  return (
    <CardPage frame={frame} title={words.forgotTitle} intro={intro}>
      <FrameForm frame={frame} path="/confirmForgotPassword" values={{ username, destination }}>
        <CodeField label={words.code} invalid={frame.error !== undefined} />
        <PasswordField words={words} label={words.newPassword} autocomplete="new-password" />
        <button class="button primary" type="submit">
          {words.resetPassword}
        </button>
      </FrameForm>
      <FrameForm frame={frame} path="/forgotPassword" values={{ username, action: 'resend' }}>
        <button class="link small" type="submit">
          {words.resend}
        </button>
      </FrameForm>
      <BackToSignIn frame={frame} />
    </CardPage>
  );
}
