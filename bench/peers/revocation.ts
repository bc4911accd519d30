import { startAll } from '../../tests/support/start-all';
import type { App, AppOptions } from '../apps';
import { median } from '../certainty';
import type { Peer } from './peer';
import { PEERS, type PeerName } from './peers';
import { pathOf } from './requests';
import { newAccount, signInAt } from './running';
import { POOL_ID, type World } from './world';

/** A person may sign in only so often. */
const SIGN_INS_PER_PERSON = 10;
/** So many sign in at once, which is most of what a round takes; their sessions end one after another. */
const PEOPLE = 4;
/** How long a process is asked whether it still knows the session. */
const LIMIT_MS = 3000;
/** After so many rounds in which nobody heard of the end, nobody is waited for any more. */
const PATIENT_ROUNDS = 3;

export interface RevocationRow {
  readonly rounds: number;
  /** Answers with the old cookie, asked for once the end was answered, at the process that ended the session. */
  readonly stillAnswered: number;
  /** The same at another process, which had just used it. */
  readonly stillAnsweredElsewhere: number;
  /** In how many rounds that one was asked until it refused, for three seconds at most. */
  readonly waited: number;
  /** In how many of these it did. */
  readonly refused: number;
  /** Milliseconds until it did, in the median and at 99 %; null where it never did. */
  readonly elsewhereMs: { readonly median: number; readonly p99: number } | null;
}

/** Sessions that are ended by all that library and issuer have for it, and then asked with once more. */
export async function measureRevocation(
  peer: PeerName,
  world: World,
  options: {
    readonly start: (port: number, more: Partial<AppOptions>) => Promise<App>;
    readonly firstPort: number;
    readonly rounds: number;
  },
): Promise<RevocationRow | null> {
  const { begin }: Peer = PEERS[peer];
  if (begin === null) return null;
  const ports = [options.firstPort, options.firstPort + 1] as const;
  const apps = await startAll(
    ports.map((port) => options.start(port, { variables: { RATE_LIMITS: 'off' } })),
  );
  try {
    const found: Round[] = [];
    for await (const session of sessionsOf(peer, ports[0], world)) {
      const isPatient = found.length < PATIENT_ROUNDS || found.some(({ refusedMs }) => refusedMs !== null);
      found.push(await endAndAsk({ peer, ports, world, isPatient, ...session }));
      if (found.length >= options.rounds) break;
    }
    return rowOf(found);
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

/** Sessions of people who have one each. The last one's has ended before they sign in anew. */
async function* sessionsOf(peer: PeerName, port: number, world: World) {
  for (;;) {
    const people = await Promise.all(Array.from({ length: PEOPLE }, () => newAccount(world)));
    for (let time = 0; time < SIGN_INS_PER_PERSON; time += 1)
      yield* await Promise.all(
        people.map(async (account) => ({
          jar: await signInAt(peer, port, account, world),
          email: account.email,
        })),
      );
  }
}

/** What became of one session. */
export interface Round {
  readonly here: boolean;
  readonly elsewhere: boolean;
  /** Whether the other process was asked until it refused. */
  readonly isPatient: boolean;
  readonly refusedMs: number | null;
}

interface Ending {
  readonly peer: PeerName;
  readonly ports: readonly [number, number];
  readonly world: World;
  readonly jar: Awaited<ReturnType<typeof signInAt>>;
  readonly email: string;
  readonly isPatient: boolean;
}

async function endAndAsk({ peer, ports, world, jar, email, isPatient }: Ending): Promise<Round> {
  const { revoke }: Peer = PEERS[peer];
  const [own, other] = ports;
  const cookie = jar.header();
  for (const port of ports) {
    if (!(await isAnswered(port, cookie)))
      throw new Error(`${peer} on port ${port} does not know a new session`);
  }
  const answer = await revoke(jar, `http://localhost:${own}`);
  if (answer.status >= 400)
    throw new Error(`${peer} answered ${answer.status} to the end: ${await answer.text()}`);
  await answer.arrayBuffer();
  const endedAt = performance.now();
  const elsewhere = await isAnswered(other, cookie);
  let refusedMs = elsewhere ? null : performance.now() - endedAt;
  // What the library's own way did not reach, the issuer may: everyone's sign-out there counts as well.
  await world.cognito.adminOk('AdminUserGlobalSignOut', { UserPoolId: POOL_ID, Username: email });
  const here = await isAnswered(own, cookie);
  while (isPatient && refusedMs === null && performance.now() - endedAt < LIMIT_MS) {
    if (!(await isAnswered(other, cookie))) refusedMs = performance.now() - endedAt;
  }
  return { here, elsewhere, isPatient: isPatient || refusedMs !== null, refusedMs };
}

async function isAnswered(port: number, cookie: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}${pathOf('handler')}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  return /bench"?[:=]"ok"/.test(await answer.text());
}

/** The cells of so many rounds. */
export function rowOf(found: readonly Round[]): RevocationRow {
  const times = found
    .flatMap(({ refusedMs }) => (refusedMs === null ? [] : [refusedMs]))
    .sort((a, b) => a - b);
  const p99 = times[Math.min(times.length - 1, Math.floor(times.length * 0.99))];
  return {
    rounds: found.length,
    stillAnswered: found.filter(({ here }) => here).length,
    stillAnsweredElsewhere: found.filter(({ elsewhere }) => elsewhere).length,
    waited: found.filter(({ isPatient }) => isPatient).length,
    refused: times.length,
    elsewhereMs: p99 === undefined ? null : { median: median(times), p99 },
  };
}
