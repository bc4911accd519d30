/** @jsxImportSource hono/jsx */
import { DeveloperBar } from './developer-bar';
import { Document } from './document';
import { Panel } from './panel';

/** Times are epoch milliseconds. */
export interface AdminProps {
  readonly pools: readonly { readonly id: string; readonly current: boolean }[];
  readonly users: readonly UserRow[];
  /** How many there are in all; the list may be shorter. */
  readonly userCount: number;
  readonly groups: readonly { readonly name: string; readonly members: number }[];
  readonly sessions: readonly SessionRow[];
  readonly log: readonly LogRow[];
}

export interface UserRow {
  readonly name: string;
  readonly username: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly groups: readonly string[];
  /** Passkeys, authenticator, other providers: in words. */
  readonly factors: readonly string[];
  readonly createdAt: number;
}

export interface SessionRow {
  readonly user: string;
  readonly kind: string;
  readonly client: string;
  readonly since: number;
  readonly until: number;
  /** How often its refresh token was exchanged. */
  readonly refreshes?: number;
}

export interface LogRow {
  readonly at: number;
  readonly operation: string;
  readonly status: number;
  readonly error?: string | undefined;
  readonly user?: string | undefined;
  readonly address?: string | undefined;
}

/** What is in a pool, who is signed in, and what was asked lately: for the developer. */
export function adminPage(props: AdminProps) {
  return (
    <Document title="Users and sessions · Local AWS" lang="en">
      <div class="sheet">
        <DeveloperBar />
        <main class="stack">
          <h1>Users and sessions</h1>
          {props.pools.length > 1 && <Pools pools={props.pools} />}
          <Users users={props.users} count={props.userCount} />
          <Sessions sessions={props.sessions} />
          <Groups groups={props.groups} />
          <Log log={props.log} />
        </main>
      </div>
    </Document>
  );
}

function Pools({ pools }: Pick<AdminProps, 'pools'>) {
  return (
    <nav class="bar" aria-label="User pools">
      {pools.map(({ id, current }) => (
        <a href={`/admin?pool=${encodeURIComponent(id)}`} aria-current={current ? 'page' : undefined}>
          {id}
        </a>
      ))}
    </nav>
  );
}

function Users({ users, count }: { users: readonly UserRow[]; count: number }) {
  const title = count > users.length ? `Users (${users.length} of ${count})` : `Users (${count})`;
  const columns = ['Person', 'Status', 'Groups', 'Signs in with', 'Since', 'Username'];
  return (
    <Panel
      title={title}
      columns={columns}
      empty="Nobody has signed up yet."
      rows={users.map((user) => (
        <tr>
          <th scope="row">{user.name}</th>
          <td>
            <span class="tag">{user.status}</span> {!user.enabled && <span class="tag bad">disabled</span>}
          </td>
          <td>{user.groups.join(', ')}</td>
          <td>{user.factors.join(', ')}</td>
          <td>
            <Time at={user.createdAt} />
          </td>
          <td>
            <code>{user.username}</code>
          </td>
        </tr>
      ))}
    />
  );
}

function Sessions({ sessions }: Pick<AdminProps, 'sessions'>) {
  return (
    <Panel
      title="Sessions"
      columns={['Person', 'Kind', 'Client', 'Since', 'Until', 'Refreshes']}
      empty="Nobody is signed in."
      rows={sessions.map(({ user, kind, client, since, until, refreshes }) => (
        <tr>
          <th scope="row">{user}</th>
          <td>{kind}</td>
          <td>{client}</td>
          <td>
            <Time at={since} />
          </td>
          <td>
            <Time at={until} />
          </td>
          <td>{refreshes}</td>
        </tr>
      ))}
    />
  );
}

function Groups({ groups }: Pick<AdminProps, 'groups'>) {
  return (
    <Panel
      title="Groups"
      columns={['Group', 'Members']}
      empty="The pool has no groups."
      rows={groups.map(({ name, members }) => (
        <tr>
          <th scope="row">{name}</th>
          <td>{members}</td>
        </tr>
      ))}
    />
  );
}

function Log({ log }: Pick<AdminProps, 'log'>) {
  return (
    <Panel
      title="Latest requests"
      columns={['Time', 'Operation', 'Answer', 'About', 'From']}
      empty="Nothing was asked yet."
      rows={log.map(({ at, operation, status, error, user, address }) => (
        <tr>
          <td>
            <Time at={at} />
          </td>
          <th scope="row">{operation}</th>
          <td>
            <span class={status >= 400 ? 'tag bad' : 'tag'}>{status}</span> {error}
          </td>
          <td>{user}</td>
          <td>{address}</td>
        </tr>
      ))}
    />
  );
}

function Time({ at }: { at: number }) {
  const iso = new Date(at).toISOString();
  return <time datetime={iso}>{iso.replace('T', ' ').slice(0, 19)}</time>;
}
