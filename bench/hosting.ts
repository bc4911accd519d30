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

/** Five times what a held request takes, so that no part of one is left over. */
const TAB_MS = 100_000;
const NOTHING: Unit = { requests: 0, billedSeconds: 0, cost: 0 };

export interface HostingBenchOptions {
  readonly starts: number;
  /** Fewer than a person may have sessions: one more ends another. */
  readonly signIns: number;
  readonly pages: number;
}

const USUAL: HostingBenchOptions = { starts: 9, signIns: 15, pages: 30 };

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
  readonly tabHour: Unit;
}

async function measureApp(app: App) {
  const starts: Unit[] = [];
  while (starts.length < app.options.starts) starts.push(await startCold(app));
  const coldStart = medianOf(starts);
  const units = await withHosting(app, async (hosting): Promise<Units> => {
    const { cookie, signIn, tabHour } = await app.signIn(hosting, app);
    const page = await unitOf(hosting, app.options.pages, () => openAccount(hosting, cookie));
    return { coldStart, signIn, page, tabHour };
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
    await signedInPage(browser, origin, DEMO);
    return { cookie: jar.header(), signIn, tabHour: await hourOf(hosting, TAB_MS) };
  } finally {
    await browser.close();
  }
}

/** The browser talks to Cognito itself, and an open tab asks nobody. */
async function signInToCookies(_hosting: Hosting, { aws }: App): Promise<SignedIn> {
  return { cookie: await amplifyCookies(aws.url), signIn: NOTHING, tabHour: NOTHING };
}
