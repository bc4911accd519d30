/** @jsxImportSource hono/jsx */
import { DeveloperBar } from './developer-bar';
import { Document } from './document';
import { Hidden } from './fields';
import type { Account } from './social';

interface PeopleProps {
  readonly label: string;
  /** Where the forms go. */
  readonly path: string;
  readonly accounts: readonly (Account & { readonly emailVerified: boolean })[];
  readonly csrf: string;
}

/** Who has an account at a social provider; each can be changed. */
export function peoplePage({ label, path, accounts, csrf }: PeopleProps) {
  return (
    <Document title={`${label} people · Local AWS`} lang="en">
      <div class="sheet narrow">
        <DeveloperBar />
        <main class="stack">
          <div class="head">
            <h1>{label} people</h1>
            <p class="muted">What {label} will say about them, from their next sign-in on.</p>
          </div>
          {accounts.map((account) => (
            <Person path={path} account={account} csrf={csrf} />
          ))}
        </main>
      </div>
    </Document>
  );
}

function Person({
  path,
  account,
  csrf,
}: Pick<PeopleProps, 'path' | 'csrf'> & { account: PeopleProps['accounts'][number] }) {
  const id = (field: string) => `${field}-${account.sub}`;
  return (
    <form class="panel" method="post" action={path} aria-label={account.name}>
      <Hidden values={{ _csrf: csrf, sub: account.sub }} />
      <div class="actions">
        <div class="field">
          <label for={id('name')}>Name</label>
          <input id={id('name')} name="name" value={account.name} required />
        </div>
        <div class="field">
          <label for={id('email')}>Email address</label>
          <input id={id('email')} name="email" type="email" value={account.email} required />
        </div>
      </div>
      <div class="row">
        <div class="check">
          <input
            id={id('verified')}
            name="email_verified"
            type="checkbox"
            value="true"
            checked={account.emailVerified}
          />
          <label for={id('verified')}>Address verified</label>
        </div>
        <button class="button compact" type="submit">
          Save
        </button>
      </div>
    </form>
  );
}
