/** @jsxImportSource hono/jsx */
import { DeveloperBar } from './developer-bar';
import { Document } from './document';

export interface InboxMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The code, or the temporary password of an invitation; null in what an app sends. */
  readonly code: string | null;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** Every message that Cognito or SES would have sent, latest first. */
export function inboxPage({ messages }: { messages: readonly InboxMessage[] }) {
  return (
    <Document title="Inbox · Local AWS" lang="en" scripts={['inbox.js']}>
      <div class="sheet narrow">
        <DeveloperBar />
        <main class="stack" data-latest={messages[0]?.id ?? ''}>
          <h1>Inbox</h1>
          {messages.length === 0 && (
            <p class="panel muted">
              Nothing here yet. Codes that Cognito would send by email or SMS appear here, and what an app
              sends by SES.
            </p>
          )}
          {messages.map((message) => (
            <Message message={message} />
          ))}
        </main>
      </div>
    </Document>
  );
}

function Message({ message }: { message: InboxMessage }) {
  const { id, to, subject, text, code, sentAt } = message;
  const sent = new Date(sentAt).toISOString();
  return (
    <article class="panel mail" aria-labelledby={`subject-${id}`}>
      <div class="row">
        <h2 id={`subject-${id}`}>{subject}</h2>
        <time class="small muted" datetime={sent}>
          {sent.replace('T', ' ').slice(0, 19)} UTC
        </time>
      </div>
      <p class="small muted">To {to}</p>
      {code !== null && (
        <div class="row">
          <span class="number" id={`code-${id}`}>
            {code}
          </span>
          <button
            class="button compact"
            type="button"
            data-copy={code}
            aria-describedby={`subject-${id}`}
            hidden
          >
            Copy code
          </button>
        </div>
      )}
      <p class="small muted">{text}</p>
    </article>
  );
}
