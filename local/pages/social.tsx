/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Document } from './document';
import { Field, Hidden, Notice } from './fields';
import { ProviderIcon } from './icons';

/** Someone with an account at the provider. */
export interface Account {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
}

export interface SocialFrame {
  /** What users call the provider. */
  readonly label: string;
  readonly type: string;
  /** Where forms go: the authorization endpoint with its request. */
  readonly action: string;
  /** Who asks for the sign-in. */
  readonly appName: string;
}

function SocialCard({ frame, title, children }: { frame: SocialFrame; title: string; children?: Child }) {
  return (
    <Document title={`${title} · ${frame.label}`} lang="en">
      <main class="stage">
        <div class="card">
          <div class="brand">
            <ProviderIcon type={frame.type} />
            <span>{frame.label} on your machine</span>
          </div>
          <div class="head">
            <h1>{title}</h1>
            <p class="muted">to continue to {frame.appName}</p>
          </div>
          {children}
        </div>
      </main>
    </Document>
  );
}

interface ChooserProps {
  readonly frame: SocialFrame;
  readonly accounts: readonly Account[];
}

/** The account chooser. */
export function chooserPage({ frame, accounts }: ChooserProps) {
  return (
    <SocialCard frame={frame} title="Choose an account">
      <form method="post" action={frame.action}>
        <ul class="people">
          {accounts.map((account) => (
            <li>
              <button class="person" type="submit" name="account" value={account.sub}>
                <span class="face" aria-hidden="true">
                  {account.name.slice(0, 1).toUpperCase()}
                </span>
                <span>
                  <strong>{account.name}</strong> <span class="small muted">{account.email}</span>
                </span>
              </button>
            </li>
          ))}
          <li>
            <button class="person" type="submit" name="step" value="another">
              <span class="face" aria-hidden="true">
                +
              </span>
              <span>
                <strong>Use another account</strong>
              </span>
            </button>
          </li>
        </ul>
        <p class="small muted">
          {frame.label} will share your name, email address and picture with {frame.appName}.
        </p>
        <button class="button" type="submit" name="step" value="cancel">
          Cancel
        </button>
      </form>
    </SocialCard>
  );
}

interface AnotherProps {
  readonly frame: SocialFrame;
  readonly email?: string | undefined;
  readonly error?: string | undefined;
}

/** "Use another account": anybody with an address; the account exists from then on. */
export function anotherAccountPage({ frame, email, error }: AnotherProps) {
  return (
    <SocialCard frame={frame} title="Sign in">
      <Notice text={error} bad />
      <form method="post" action={frame.action}>
        <Hidden values={{ step: 'create' }} />
        <Field name="email" label="Email address" type="email" value={email} autocomplete="email" autofocus />
        <Field name="name" label="Name" autocomplete="name" required={false} />
        <div class="check">
          <input id="email_verified" name="email_verified" type="checkbox" value="true" checked />
          <label for="email_verified">{frame.label} has verified this address</label>
        </div>
        {/* Enter presses the first button. */}
        <div class="actions reverse">
          <button class="button primary" type="submit">
            Next
          </button>
          <button class="button" type="submit" name="step" value="cancel" formnovalidate>
            Cancel
          </button>
        </div>
      </form>
    </SocialCard>
  );
}

/** Consent, asked for by `prompt=consent`. */
export function consentPage({ frame, account }: { frame: SocialFrame; account: Account }) {
  return (
    <SocialCard frame={frame} title={`Allow ${frame.appName} to see who you are?`}>
      <p>
        Signed in as <strong>{account.email}</strong>. {frame.appName} will see your name, email address and
        picture.
      </p>
      <form method="post" action={frame.action}>
        <Hidden values={{ account: account.sub, consent: 'given' }} />
        <div class="actions">
          <button class="button" type="submit" name="step" value="cancel">
            Cancel
          </button>
          <button class="button primary" type="submit">
            Allow
          </button>
        </div>
      </form>
    </SocialCard>
  );
}
