/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Document } from './document';
import { Hidden, Notice } from './fields';
import { LatchIcon } from './icons';
import type { Strings } from './strings';

/** What every page of managed login needs to know. */
export interface Frame {
  readonly lang: string;
  readonly words: Strings;
  /** Name of the app client, as users see it. */
  readonly appName: string;
  /** The authorization request, carried from page to page: `?client_id=…`, or empty. */
  readonly query: string;
  /** Repeated in every form and compared with the cookie. */
  readonly csrf: string;
  /** When the page was made, in epoch milliseconds: a form that waited too long is refused. */
  readonly madeAt: number;
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
}

interface CardProps {
  readonly frame: Frame;
  readonly title: string;
  readonly intro: string;
  readonly children?: Child;
}

/** A titled card in the middle of the page, with the frame's message above its content. */
export function CardPage({ frame, title, intro, children }: CardProps) {
  return (
    <Document title={`${title} · ${frame.appName}`} lang={frame.lang} scripts={['managed-login.js']}>
      <main class="stage">
        <div class="card">
          <div class="brand">
            <LatchIcon />
            <span>{frame.appName}</span>
          </div>
          <div class="head">
            <h1>{title}</h1>
            <p class="muted">{intro}</p>
          </div>
          <Notice text={frame.error} bad />
          <Notice text={frame.notice} />
          {children}
        </div>
      </main>
    </Document>
  );
}

interface FrameFormProps {
  readonly frame: Frame;
  /** Path of the page that takes the form. */
  readonly path: string;
  readonly values?: Readonly<Record<string, string | undefined>>;
  /** Which passkey ceremony the script runs before it sends the form. */
  readonly ceremony?: 'get' | 'create';
  readonly children?: Child;
}

/** A form that carries the authorization request and proves that this site made it. */
export function FrameForm({ frame, path, values = {}, ceremony, children }: FrameFormProps) {
  return (
    <form method="post" action={path + frame.query} data-ceremony={ceremony}>
      <Hidden values={{ _csrf: frame.csrf, made_at: String(frame.madeAt), ...values }} />
      {children}
    </form>
  );
}

/** The way back to the first page. */
export function BackToSignIn({ frame }: { frame: Frame }) {
  return (
    <p class="small">
      <a href={`/login${frame.query}`}>{frame.words.backToSignIn}</a>
    </p>
  );
}
