import { setTimeout as sleep } from 'node:timers/promises';
import type { Artefact } from '../local-hosting/artefact';
import type { Hosting } from '../local-hosting/hosting';
import { readSettings } from '../scripts/environment';
import { ensureArtefact, keptPort, startProduct } from '../scripts/hosting';
import { projectRoot } from '../scripts/project-root';
import { DEMO } from '../tests/support/browser-actions';
import { launchChromium } from '../tests/support/chromium';
import { CookieJar } from '../tests/support/cookie-jar';
import { startLocalAws, type TestLocalAws } from '../tests/support/local-aws';
import { moreSessions } from '../tests/support/more-sessions';
import { signedInPage } from '../tests/support/pages';
import { startRedis } from '../tests/support/redis';
import { amplifyCookies, buildCookiesApp } from './hosting/cookies-app';
import { hourOf, medianOf, type Unit, unitOf } from './hosting/units';
import { monthlyCost, type Units } from './hosting/uses';

/** Of a tab that nobody touches: twice as long as it waits between two questions (docs/decisions/0008). */
const IDLE_TAB_MS = 110_000;
const BUSY_TAB_MS = 35_000;
/** Longer than someone counts as being at work after a last movement. */
const SETTLE_MS = 25_000;
const NOTHING: Unit = { requests: 0, billedSeconds: 0, cost: 0 };

export interface HostingBenchOptions {
  readonly starts: number;
  /** Fewer than a person may have sessions: one more ends another. */
  readonly signIns: number;
  readonly pages: number;
}

const USUAL: HostingBenchOptions = { starts: 9, signIns: 15, pages: 200 };

/** Size, cold start and cost on the local Hosting: of the product, and of an app with Amplify's own cookies. */
export async function measureHosting(options: HostingBenchOptions = USUAL) {
  const port = await keptPort('bench');
  const { variables } = readSettings(projectRoot, {});
  const artefact = await ensureArtefact({ settings: variables, port, onLine: () => undefined });
  const cookiesApp = await buildCookiesApp();
  const [redis, aws] = await Promise.all([
    startRedis(),
    startLocalAws({ appOrigins: [`http://localhost:${port}`] }),
  ]);
  try {
    const shared = { port, aws, redisUrl: redis.url, options };
    const product = await measureApp({ ...shared, artefact, signIn: signInToProduct });
    const cookies = await measureApp({ ...shared, artefact: cookiesApp, signIn: signInToCookies });
    return { product: { ...product, ...sizes(artefact) }, cookies: { ...cookies, ...sizes(cookiesApp) } };
  } finally {
    await Promise.all([redis.stop(), aws.stop()]);
  }
}

const sizes = ({ bytes }: Artefact) => ({ artefactBytes: bytes });

interface App {
  readonly artefact: Artefact;
  readonly port: number;
  readonly aws: TestLocalAws;
  readonly redisUrl: string;
  readonly options: HostingBenchOptions;
  readonly signIn: (hosting: Hosting, app: App) => Promise<SignedIn>;
}

/** Somebody who is signed in, and what that and their open tab cost. */
interface SignedIn {
  readonly cookie: string;
  readonly signIn: Unit;
  readonly idleHour: Unit;
  readonly busyHour: Unit;
}

async function measureApp(app: App) {
  const starts: Unit[] = [];
  while (starts.length < app.options.starts) starts.push(await startCold(app));
  const coldStart = medianOf(starts);
  const units = await withHosting(app, async (hosting): Promise<Units> => {
    const { cookie, ...parts } = await app.signIn(hosting, app);
    const page = await unitOf(hosting, app.options.pages, () => openAccount(hosting, cookie));
    return { coldStart, page, ...parts };
  });
  return { units, perThousandPeopleAndMonth: monthlyCost(units) };
}

async function withHosting<T>(
  { artefact, port, aws, redisUrl }: App,
  work: (hosting: Hosting) => Promise<T>,
): Promise<T> {
  const hosting = await startProduct({ artefact, port, localAwsPort: aws.port, redisUrl });
  try {
    return await work(hosting);
  } finally {
    await hosting.stop();
  }
}

/** A page that needs nobody, from an environment that was not there: on a host that has just started. */
async function startCold(app: App): Promise<Unit> {
  return withHosting(app, async (hosting) => {
    const answer = await fetch(`${hosting.origin}/`);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`The first page answered ${answer.status}.`);
    return hosting.meter();
  });
}

/** Both have a page of the person's own at this address. */
async function openAccount(hosting: Hosting, cookie: string): Promise<void> {
  const answer = await fetch(`${hosting.origin}/account`, { headers: { cookie }, redirect: 'manual' });
  if (!(await answer.text()).includes(DEMO.email)) throw new Error(`/account answered ${answer.status}.`);
}

async function signInToProduct(hosting: Hosting, { options }: App): Promise<SignedIn> {
  const { origin } = hosting;
  let [jar = new CookieJar()] = await moreSessions({ origin }, DEMO, 1);
  const signIn = await unitOf(hosting, options.signIns, async () => {
    [jar = new CookieJar()] = await moreSessions({ origin }, DEMO, 1);
  });
  const browser = await launchChromium();
  try {
    const page = await signedInPage(browser, origin, DEMO);
    const move = async () => {
      await page.mouse.move(Math.random() * 400, Math.random() * 400);
      await sleep(1000);
    };
    // What opening the page has asked for, and the environments that this has started, are no part of an hour.
    await hourOf(hosting, SETTLE_MS, move);
    const busyHour = await hourOf(hosting, BUSY_TAB_MS, move);
    await sleep(SETTLE_MS);
    const idleHour = await hourOf(hosting, IDLE_TAB_MS, () => sleep(IDLE_TAB_MS));
    return { cookie: jar.header(), signIn, idleHour, busyHour };
  } finally {
    await browser.close();
  }
}

/** The browser talks to Cognito itself, and an open tab asks nobody. */
async function signInToCookies(_hosting: Hosting, { aws }: App): Promise<SignedIn> {
  return { cookie: await amplifyCookies(aws.url), signIn: NOTHING, idleHour: NOTHING, busyHour: NOTHING };
}
