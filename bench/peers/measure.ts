import { startAll } from '../../tests/support/start-all';
import type { App, AppOptions } from '../apps';
import type { startLoad } from '../load';
import { scriptsOf } from '../script-bytes';
import type { PeerName } from './peers';
import { BARE, measureRequests, pathOf, type RequestsRow, residentAfter } from './requests';
import { measureRevocation, type RevocationRow } from './revocation';
import { cookieFor, prepare, type Subject, subjectsOf } from './running';
import { measureStarts, type StartsRow } from './starts';
import { measureStorm, type StormRow } from './storm';
import type { World } from './world';

export interface Options {
  readonly peers: readonly PeerName[];
  readonly world: World;
  readonly load: ReturnType<typeof startLoad>;
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
  starts: async (options) => {
    const starters = [];
    for (const { name, start, cookie } of await signInAll(documented(options), options))
      starters.push({ name, start: (path: string) => start(options.firstPort, { path, cookie }) });
    return { starts: await measureStarts(starters, options.starts) };
  },
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

interface SignedIn extends Subject {
  readonly start: Start;
  readonly cookie: string;
}

async function signInAll(subjects: readonly Subject[], options: Options): Promise<SignedIn[]> {
  const signedIn: SignedIn[] = [];
  for (const subject of subjects) {
    const start = await prepare(subject, options.world);
    // Some sign in by their middleware alone; without it the same cookie is read.
    const earlier = signedIn.find(({ peer }) => peer === subject.peer);
    const cookie = earlier?.cookie ?? (await signInOnce(subject, start, options));
    signedIn.push({ ...subject, start, cookie });
    console.log(`  ${subject.name} is built and signed in`);
  }
  return signedIn;
}

async function signInOnce({ peer }: Subject, start: Start, { world, firstPort }: Options, env = {}) {
  const app = await start(firstPort, { variables: env });
  try {
    return await cookieFor(peer, firstPort, world);
  } finally {
    await app.stop();
  }
}

/** What is measured while all of them run side by side; the bare app twice, which shows how far that can be trusted. */
async function measureRunning(options: Options): Promise<Pick<PeerResults, 'requests'>> {
  const again: Subject = { name: `${BARE}, once more`, peer: BARE, withMiddleware: true };
  const subjects = await signInAll([...subjectsOf(options.peers), again], options);
  const start = () =>
    startAll(
      subjects.map(async ({ name, cookie, start }, index) => {
        const app = await start(options.firstPort + index);
        return { name, cookie, app, stop: app.stop };
      }),
    );
  const names = subjects.map(({ name }) => name);
  const warmUp = Math.min(MOST_WARM_UP, options.requests);
  return { requests: await measureRequests({ ...options, start, names, warmUp }) };
}

async function measureSizes(options: Options): Promise<Pick<PeerResults, 'sizes'>> {
  const sizes: Record<string, SizesRow> = {};
  for (const subject of await signInAll(documented(options), options)) {
    const { name, start, cookie } = subject;
    const withTokens = await signInOnce(subject, start, options, { KEEP_TOKENS: '1' });
    const app = await start(options.firstPort);
    try {
      sizes[name] = {
        cookieBytes: cookie.length,
        cookieBytesWithTokens: withTokens.length,
        scriptsKb: (await scriptsOf(app, pathOf('page'), cookie)).gzipKb,
        residentMiB: await residentAfter({ name, app, cookie }, options),
      };
    } finally {
      await app.stop();
    }
  }
  return { sizes };
}
