import { setTimeout as pause } from 'node:timers/promises';
import { findFreePorts } from '../scripts/ports';
import { type Account, createAccount } from '../test-kit/accounts';
import type { CookieJar } from '../test-kit/cookie-jar';
import { signIn } from '../test-kit/sign-in';
import { startLocalAws, type TestLocalAws } from '../tests/support/local-aws';
import { type CommandCounter, countCommands } from '../tests/support/redis-commands';
import { POOL_ID } from '../tests/support/token-probe';
import { type App, type AppOptions, startApp } from './apps';
import { median } from './certainty';
import { processorMs } from './process-usage';
import { pathOf } from './throughput';
import { buildBareTree, buildBenchTree } from './tree';

const ROUNDS = 21;
/**
 * How often something is done before it counts. What is new to a process is interpreted at first, and compiled as it goes on: an
 * operation's first time takes several times what its hundredth does, and none takes noticeably less after that.
 */
const WARM_UP = 100;
/** The shortest life of an access token that a sign-in survives on a busy machine. */
const ACCESS_SECONDS = 4;

export interface OperationRow {
  readonly operation: string;
  /** As clients send them; a script is one. */
  readonly redisCommands: number;
  /** Of the app's process. */
  readonly cpuMs: number;
}

interface World {
  readonly origin: string;
  readonly app: App;
  /** The smallest app of the same Next. */
  readonly bare: App;
  readonly aws: TestLocalAws;
  readonly counter: CommandCounter;
}

/** Each prepares for one user, and answers with what is measured. */
type Operation = (world: World, account: Account) => Promise<() => Promise<unknown>>;

/** What the others are to be compared with: asked in the same way, of the bare app. */
const BARE = 'bare request';
const REFRESH = 'refresh';

const OPERATIONS: Readonly<Record<string, Operation>> = {
  [BARE]:
    async ({ bare }) =>
    () =>
      askBare(bare),
  'hosted sign-in':
    async ({ origin }, account) =>
    () =>
      signIn(origin, account),
  'session question': async (world, account) => {
    const jar = await signedIn(world, account);
    return () => get(world, jar, '/api/auth/session');
  },
  [REFRESH]: async (world, account) => {
    await world.aws.control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
    const jar = await signedIn(world, account);
    await world.aws.control.setTokenValidity({});
    return () => get(world, jar, '/api/auth/session');
  },
  'list of three devices': async (world, account) => {
    const [jar] = [
      await signedIn(world, account),
      await signedIn(world, account),
      await signedIn(world, account),
    ];
    return () => get(world, jar, '/api/account/sessions');
  },
  'revocation of a device': async (world, account) => {
    const [jar] = [await signedIn(world, account), await signedIn(world, account)];
    const { sessions } = await (await get(world, jar, '/api/account/sessions')).json();
    const other = sessions.find(({ current }: { current: boolean }) => !current);
    return () => change(world, jar, 'DELETE', `/api/account/sessions/${other.publicId}`);
  },
  'sign-out': async (world, account) => {
    const jar = await signedIn(world, account);
    return () => change(world, jar, 'POST', '/api/auth/sign-out');
  },
};

/** Redis commands and processor time of what a session costs beside being read: medians of users of their own. */
export async function measureOperations(redisUrl: string): Promise<OperationRow[]> {
  const bareRoot = await buildBareTree();
  const root = await buildBenchTree();
  const { aws, app } = await startWithCognito(root, redisUrl);
  const bare = await startApp({ root: bareRoot, redisUrl });
  const counter = await countCommands(redisUrl);
  const world = { origin: `http://localhost:${app.port}`, app, bare, aws, counter };
  try {
    const rows: OperationRow[] = [];
    for (const operation of Object.keys(OPERATIONS)) rows.push(await measure(world, operation));
    return rows;
  } finally {
    counter.close();
    await Promise.all([bare.stop(), app.stop(), aws.stop()]);
  }
}

/** An app that signs in at a local AWS of its own. */
export async function startWithCognito(
  root: string,
  redisUrl: string,
  options: Pick<AppOptions, 'preload' | 'variables'> = {},
) {
  const port = await findFreePorts();
  const aws = await startLocalAws({ appOrigins: [`http://localhost:${port}`] });
  return { aws, app: await startApp({ root, redisUrl, port, localAwsPort: aws.port, ...options }) };
}

async function measure(world: World, operation: string): Promise<OperationRow> {
  const { pid } = operation === BARE ? world.bare : world.app;
  const acts = await prepare(world, operation);
  const rounds: { commands: number; cpuMs: number }[] = [];
  for (const act of acts) {
    let cpuMs = 0;
    const commands = await world.counter.during(async () => {
      const before = processorMs(pid);
      await act();
      cpuMs = processorMs(pid) - before;
    });
    rounds.push({ commands, cpuMs });
  }
  const counted = rounds.slice(WARM_UP);
  return {
    operation,
    redisCommands: median(counted.map(({ commands }) => commands)),
    cpuMs: median(counted.map(({ cpuMs }) => cpuMs)),
  };
}

/** All users first, so that nothing but the operation is done between two rounds of it. */
async function prepare(world: World, operation: string): Promise<(() => Promise<unknown>)[]> {
  const acts: (() => Promise<unknown>)[] = [];
  while (acts.length < WARM_UP + ROUNDS) {
    const account = await createAccount({}, { localAws: world.aws.url, userPoolId: POOL_ID });
    const act = await OPERATIONS[operation]?.(world, account);
    if (act) acts.push(act);
  }
  if (operation === REFRESH) await pause(ACCESS_SECONDS * 1000 + 500);
  return acts;
}

async function askBare({ port }: App): Promise<void> {
  const answer = await fetch(`http://localhost:${port}${pathOf('handler', 'open')}`);
  await answer.arrayBuffer();
}

const signedIn = ({ origin }: World, account: Account) => signIn(origin, account);

async function get({ origin }: World, jar: CookieJar, path: string): Promise<Response> {
  const answer = await jar.fetch(`${origin}${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}

async function change({ origin }: World, jar: CookieJar, method: string, path: string): Promise<void> {
  const answer = await jar.fetch(`${origin}${path}`, { method, headers: { origin } });
  await answer.arrayBuffer();
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`);
}
