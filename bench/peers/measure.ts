import { startAll } from '../../tests/support/start-all';
import type { App, AppOptions } from '../apps';
import type { LoadProcess } from '../load';
import { scriptsOf } from '../script-bytes';
import type { PeerName } from './peers';
import { BARE, BARE_AGAIN, measureRequests, pathOf, type RequestsRow, residentAfter } from './requests';
import { measureRevocation, type RevocationRow } from './revocation';
import { cookieFor, prepare, type Subject, subjectsOf } from './running';
import { freshSessions } from './sessions';
import { measureStarts, type StartsRow } from './starts';
import { measureStorm, type StormRow } from './storm';
import type { World } from './world';

export interface Options {
  readonly peers: readonly PeerName[];
  readonly world: World;
  readonly load: LoadProcess;
  /** The first of as many as there are rows. */
  readonly firstPort: number;
  readonly generations: number;
  readonly rounds: number;
  readonly durationMs: number;
  readonly starts: number;
  /** After which memory is looked at; up to a thousand of each kind warm a process up before. */
  readonly requests: number;
  readonly endings: number;
}

export interface SizesRow {
  readonly cookieBytes: number;
  /** With the issuer's tokens kept in it, where the library leaves that to the app. */
  readonly cookieBytesWithTokens: number;
  /** Of the page, compressed. */
  readonly scriptsKb: number;
  /** After so many requests, handlers and pages in turn. */
  readonly residentMiB: number;
}

/** As many as a busy machine answers in a minute by each process. */
const MOST_WARM_UP = 1000;

/** By row of the table. */
type Rows<T> = Readonly<Record<string, T>>;

export interface PeerResults {
  readonly requests: Rows<RequestsRow>;
  readonly sizes: Rows<SizesRow>;
  readonly starts: Rows<StartsRow>;
  /** Null where there is nothing to refresh. */
  readonly storm: Rows<StormRow | null>;
  /** Null where nobody signs in. */
  readonly revocation: Rows<RevocationRow | null>;
}

type Start = (port: number, more?: Partial<AppOptions>) => Promise<App>;

/** What can be measured on its own. */
export const PARTS: Readonly<Record<string, (options: Options) => Promise<Partial<PeerResults>>>> = {
  requests: measureRunning,
  sizes: measureSizes,
  starts: measureStarting,
  storm: async (options) => ({
    storm: await ofEach(options, (peer, start) =>
      measureStorm(peer, options.world, { start, firstPort: options.firstPort }),
    ),
  }),
  revocation: async (options) => ({
    revocation: await ofEach(options, (peer, start) => {
      const { world, firstPort, endings } = options;
      return measureRevocation(peer, world, { start, firstPort, rounds: endings });
    }),
  }),
};

const documented = ({ peers }: Options) => subjectsOf(peers).filter(({ withMiddleware }) => withMiddleware);

async function ofEach<T>(options: Options, measure: (peer: PeerName, start: Start) => Promise<T>) {
  const rows: Record<string, T> = {};
  for (const subject of documented(options)) {
    rows[subject.name] = await measure(subject.peer, await prepare(subject, options.world));
    console.log(`  ${subject.name}: ${JSON.stringify(rows[subject.name])}`);
  }
  return rows;
}

/** A subject that has been built. */
interface Prepared extends Subject {
  readonly start: Start;
}

async function prepareAll(subjects: readonly Subject[], { world }: Options): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const subject of subjects) prepared.push({ ...subject, start: await prepare(subject, world) });
  return prepared;
}

/** Signs in at a process that does nothing else, on the second port: what is measured is on the first. */
async function signInAside({ peer, start }: Prepared, { world, firstPort }: Options, variables = {}) {
  const app = await start(firstPort + 1, { variables });
  try {
    return await cookieFor(peer, app.port, world);
  } finally {
    await app.stop();
  }
}

/** What is measured while all of them run side by side. */
async function measureRunning(options: Options): Promise<Pick<PeerResults, 'requests'>> {
  const again: Subject = { name: BARE_AGAIN, peer: BARE, withMiddleware: true };
  const subjects = await prepareAll([...subjectsOf(options.peers), again], options);
  const start = async () => {
    const running = await startAll(
      subjects.map(async ({ start, ...subject }, index) => {
        const app = await start(options.firstPort + index);
        return { ...subject, app, stop: app.stop };
      }),
    );
    // Some sign in by their middleware alone; without it the same cookie is read.
    const cookieOf = freshSessions((wanted) => {
      const signingIn = running.find(({ peer, withMiddleware }) => peer === wanted && withMiddleware);
      return cookieFor(wanted, signingIn?.app.port ?? 0, options.world);
    });
    return running.map(({ name, peer, app }) => ({ name, app, cookie: () => cookieOf(peer) }));
  };
  const names = subjects.map(({ name }) => name);
  const warmUp = Math.min(MOST_WARM_UP, options.requests);
  return { requests: await measureRequests({ ...options, start, names, warmUp }) };
}

async function measureStarting(options: Options): Promise<Pick<PeerResults, 'starts'>> {
  const subjects = await prepareAll(documented(options), options);
  const starters = subjects.map((subject) => {
    const cookieOf = freshSessions(() => signInAside(subject, options));
    const start = async (path: string) =>
      subject.start(options.firstPort, { path, cookie: await cookieOf(subject.peer) });
    return { name: subject.name, start };
  });
  return { starts: await measureStarts(starters, options.starts) };
}

async function measureSizes(options: Options): Promise<Pick<PeerResults, 'sizes'>> {
  const sizes: Record<string, SizesRow> = {};
  for (const subject of await prepareAll(documented(options), options)) {
    const { name, peer, start } = subject;
    const withTokens = await signInAside(subject, options, { KEEP_TOKENS: '1' });
    const cookieOf = freshSessions(() => signInAside(subject, options));
    const cookie = () => cookieOf(peer);
    const app = await start(options.firstPort);
    try {
      sizes[name] = {
        cookieBytes: (await cookie()).length,
        cookieBytesWithTokens: withTokens.length,
        scriptsKb: (await scriptsOf(app, pathOf('page'), await cookie())).gzipKb,
        residentMiB: await residentAfter({ name, app, cookie }, options),
      };
    } finally {
      await app.stop();
    }
  }
  return { sizes };
}
