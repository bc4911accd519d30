import { decodeJwt } from 'jose';
import { Cognito } from '@/local/testing/cognito';
import { type SrpClient, signInBySrp } from '@/local/tests/support/amplify-srp';
import { CookieJar } from '@/tests/support/cookie-jar';
import { PASSWORD } from '@/tests/support/crowd';
import { CLIENT_ID, POOL_ID } from '@/tests/support/token-probe';

/** Milliseconds after which no process may believe that an ended session goes on: docs/performance.md. */
const STALENESS_CAP_MS = 2000;
/** Of a request that the app could not answer, or the host. */
const TRIES = 40;

/** What is asked, and how a stranger is answered. */
const ASKED = ['/api/auth/session', '/protected', '/account'] as const;

export type Outcome = 'own' | 'signed out' | 'unavailable' | 'another’s';

/** One sign-in of one person, and everything that was wrong about its answers. */
export class SoakSession {
  /** When the app had said that it is over; `performance.now()`. */
  private endedAt: number | null = null;
  private ending = false;
  readonly wrong: string[] = [];
  readonly outcomes = new Map<Outcome, number>();

  private constructor(
    private readonly origin: string,
    readonly person: number,
    private readonly jar: CookieJar,
    /** Cognito's `origin_jti`: what every token of this sign-in has in common. */
    readonly family: string,
  ) {}

  /** Signs a person in by SRP through the app's relay, and again if that could not be answered. */
  static async start(origin: string, person: number, client: SrpClient): Promise<SoakSession> {
    const relay = new Cognito(`${origin}/api/auth/cognito`);
    const username = `member.${person}@example.com`;
    const signIn = { poolId: POOL_ID, clientId: CLIENT_ID, username, password: PASSWORD, client };
    let refused = '';
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await signInBySrp(relay, signIn).catch(() => null); // a page of the host is no JSON
      if (answer?.status === 200) {
        const jar = new CookieJar();
        for (const line of answer.headers.getSetCookie()) jar.keep(line);
        const { origin_jti } = decodeJwt(answer.body.AuthenticationResult.AccessToken);
        return new SoakSession(origin, person, jar, String(origin_jti));
      }
      refused = JSON.stringify(answer?.body);
      await pause(200);
    }
    throw new Error(`Person ${person} could not sign in: ${refused}`);
  }

  get over(): boolean {
    return this.endedAt !== null;
  }

  /** Asks for something of the person's, and judges the answer. */
  async ask(): Promise<Outcome> {
    const path = ASKED[Math.floor(Math.random() * ASKED.length)] ?? ASKED[0];
    const asked = performance.now();
    const mayBeOver = () => this.ending;
    const answer = await this.jar.fetch(`${this.origin}${path}`);
    const outcome = this.outcomeOf(answer, await answer.text());
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    const late = this.endedAt === null ? 0 : asked - this.endedAt;
    if (outcome === 'another’s') this.wrong.push(`${path} was answered for somebody else`);
    if (outcome === 'signed out' && !mayBeOver()) this.wrong.push(`${path}: signed out (${answer.status})`);
    if (outcome === 'own' && late > STALENESS_CAP_MS)
      this.wrong.push(`${path} was answered ${Math.round(late)} ms after the end`);
    return outcome;
  }

  /** Signs out. */
  async signOut(): Promise<void> {
    await this.end([this], () => this.jar.fetch(`${this.origin}/api/auth/sign-out`, { method: 'POST' }));
  }

  /** Revokes another session of the same person. */
  async revoke(other: SoakSession): Promise<void> {
    const url = `${this.origin}/api/account/sessions?scope=others`;
    await this.end([other], () => this.jar.fetch(url, { method: 'DELETE' }));
  }

  private async end(sessions: readonly SoakSession[], act: () => Promise<Response>): Promise<void> {
    for (const session of sessions) session.ending = true;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await act();
      await answer.arrayBuffer();
      if (answer.status === 200 || answer.status === 303) {
        for (const session of sessions) session.endedAt = performance.now();
        return;
      }
      await pause(200);
    }
    throw new Error(`Person ${this.person} could not end a session.`);
  }

  private outcomeOf({ status, headers }: Response, text: string): Outcome {
    const people = [...text.matchAll(/Member Number (\d+)|member\.(\d+)@/g)].map(([, a, b]) =>
      Number(a ?? b),
    );
    if (people.some((person) => person !== this.person)) return 'another’s';
    if (status === 200 && people.length > 0) return 'own';
    const location = headers.get('location') ?? '';
    if (status === 401 || location.includes('/sign-in')) return 'signed out';
    if (status >= 429 || location.includes('/unavailable')) return 'unavailable';
    throw new Error(`An answer that nobody expects: ${status} ${location} ${text.slice(0, 200)}`);
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
